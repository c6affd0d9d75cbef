package io.parley.api.limits;

import io.parley.contract.id.UserId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many commands each user has under way. It holds nobody who has none. */
final class UserShares {

    private final ConcurrentMap<UserId, Integer> underWay = new ConcurrentHashMap<>();
    private final double share;

    /**
     * @param share of the limit that one user may have while it is scarce, and never less than one
     */
    UserShares(double share) {
        this.share = share;
    }

    /** Takes one more for a user. Answers false, and takes none, if it is scarce and the user has a share already. */
    boolean take(UserId user, int limit, boolean scarce) {
        int most = scarce ? Math.max(1, (int) (limit * share)) : Integer.MAX_VALUE;
        if (underWay.merge(user, 1, Integer::sum) > most) {
            giveBack(user);
            return false;
        }
        return true;
    }

    void giveBack(UserId user) {
        underWay.computeIfPresent(user, (same, count) -> count == 1 ? null : count - 1);
    }
}
