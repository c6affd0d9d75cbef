package io.parley.contract.audit;

import java.time.Instant;

/**
 * When something is looked at: after the event of a position, or after all that was recorded by a time.
 *
 * @param position at the latest at this position; {@link Long#MAX_VALUE} if only the time counts
 * @param time recorded then at the latest; {@link Instant#MAX} if only the position counts
 */
public record Moment(long position, Instant time) {

    /** After all there is. */
    public static final Moment NOW = new Moment(Long.MAX_VALUE, Instant.MAX);

    /** After the event of a position. */
    public static Moment at(long position) {
        return new Moment(position, Instant.MAX);
    }

    /** After all that was recorded by a time. */
    public static Moment at(Instant time) {
        return new Moment(Long.MAX_VALUE, time);
    }
}
