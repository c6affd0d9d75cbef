package io.parley.command.user;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import java.util.Set;

/**
 * Whom one may block, and what is refused to the blocked.
 *
 * @param perUser how many others one may block
 */
public record BlockRules(int perUser) {

    /** Rules with a bound that is positive. */
    public BlockRules {
        if (perUser < 1) {
            throw new IllegalArgumentException("the bound must be positive");
        }
    }

    /** Refuses a block of oneself or of nobody. */
    static void requireSomebody(UserId blocker, UserId blocked, AccountStore accounts) {
        if (blocked.equals(blocker)) {
            throw new Rejection(ErrorCode.BLOCK_OF_ONESELF, "Nobody can block themselves.");
        }
        if (!accounts.exists(blocked)) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
        }
    }

    /** Refuses one block too many. */
    void requireRoom(Set<UserId> blocked) {
        if (blocked.size() >= perUser) {
            throw new Rejection(ErrorCode.TOO_MANY_BLOCKS, "One may block at most " + perUser + " others.");
        }
    }

    /** Refuses whom the other side of a direct chat has blocked. */
    public static void requireNotBlocked(UserId actor, UserId other, Blocks blocks) {
        if (blocks.contain(other, actor)) {
            throw new Rejection(ErrorCode.BLOCKED, "The other side has blocked you.");
        }
    }
}
