package io.parley.contract.log;

import io.parley.contract.ParleyEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event with its place in the log.
 *
 * @param position its number in the store; the first is 1
 * @param recordedAt when it was appended
 * @param event the event
 * @param traceParent the context of the span that caused it; null unless its request is traced
 */
public record LoggedEvent(
        long position,
        Instant recordedAt,
        ParleyEvent event,
        @Nullable String traceParent) {

    /** One whose request is not traced. */
    public LoggedEvent(long position, Instant recordedAt, ParleyEvent event) {
        this(position, recordedAt, event, null);
    }
}
