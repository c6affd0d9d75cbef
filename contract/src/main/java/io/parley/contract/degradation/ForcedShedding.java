package io.parley.contract.degradation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link DegradationQuery.FindForcedShedding}.
 *
 * @param items what was said, one for each class that something was said of
 */
public record ForcedShedding(List<Forced> items) {

    /**
     * What an operator has said of a class of work.
     *
     * @param workClass the class
     * @param shed whether it is given up; if not, it is served
     * @param until when that ends by itself; null for never
     */
    public record Forced(
            WorkClass workClass, boolean shed, @Nullable Instant until) {

        /** Whether it still holds. */
        public boolean holds(Instant now) {
            return until == null || now.isBefore(until);
        }
    }
}
