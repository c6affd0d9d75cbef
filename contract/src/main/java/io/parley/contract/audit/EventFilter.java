package io.parley.contract.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked about: those for which all holds that is said here. What is null says nothing.
 *
 * @param chat of this conversation, its receipts and lanes
 * @param user which name this user, as who did it or in what happened
 * @param message which name this message
 * @param type of this type, by its name without packages, such as {@code MessageSent}
 * @param since recorded then or later
 * @param until recorded before then
 * @param from at this position or later; 1 for all
 * @param to at this position or earlier; {@link Long#MAX_VALUE} for all
 */
public record EventFilter(
        @Nullable UUID chat,
        @Nullable UUID user,
        @Nullable UUID message,
        @Nullable String type,
        @Nullable Instant since,
        @Nullable Instant until,
        long from,
        long to) {

    /** All events. */
    public static final EventFilter ALL = new EventFilter(null, null, null, null, null, null, 1, Long.MAX_VALUE);
}
