package io.parley.audit.verify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a verification ended.
 *
 * @param events how many sealed events were looked at
 * @param seals how many seals
 * @param sealedUpTo the last position that is sealed; 0 if none is
 * @param sealedAt when that was; null if nothing is sealed
 * @param unsealed how many events come after it, of which nothing can be said yet
 * @param findings what is wrong, in order of position
 * @param untold how many more places are wrong
 */
public record Verification(
        long events,
        long seals,
        long sealedUpTo,
        @Nullable Instant sealedAt,
        long unsealed,
        List<Finding> findings,
        long untold) {

    /** Whether all that was sealed is as it was. */
    public boolean holds() {
        return findings.isEmpty();
    }
}
