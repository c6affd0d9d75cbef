package io.parley.api.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a user stands, as far as this node knows.
 *
 * @param online whether a stream is open somewhere and the user did something lately
 * @param lastSeenAt when the user did something last; null if this node does not know
 */
record Presence(boolean online, @Nullable Instant lastSeenAt) {

    /** Of whom nothing is known. */
    static final Presence UNKNOWN = new Presence(false, null);

    /** The same with the later one of both times. */
    Presence seen(@Nullable Instant written) {
        boolean isNewer = written != null && (lastSeenAt == null || written.isAfter(lastSeenAt));
        return isNewer ? new Presence(online, written) : this;
    }
}
