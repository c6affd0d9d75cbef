package io.parley.api.limits;

import io.parley.contract.id.UserId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many of something each user has under way. It holds nobody who has none. */
final class UserCounts {

    private final ConcurrentMap<UserId, Integer> underWay = new ConcurrentHashMap<>();

    /** Counts one more for a user, unless that would be more than so many; answers whether it did. */
    boolean take(UserId user, int most) {
        if (underWay.merge(user, 1, Integer::sum) > most) {
            giveBack(user);
            return false;
        }
        return true;
    }

    /** Counts one less. */
    void giveBack(UserId user) {
        underWay.computeIfPresent(user, (same, count) -> count == 1 ? null : count - 1);
    }
}
