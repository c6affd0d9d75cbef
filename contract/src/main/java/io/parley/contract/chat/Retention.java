package io.parley.contract.chat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a chat and its messages live.
 *
 * @param messageTtl how long a message lives from its sending, {@link #SHORTEST} to {@link #LONGEST}; null for ever
 * @param expiresAt when the whole chat goes, to the millisecond; null for never. When it is set, that is in the future and at most
 *     {@link #LONGEST} ahead
 */
public record Retention(
        @Nullable Duration messageTtl, @Nullable Instant expiresAt) {

    /** The shortest life of a message or chat. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The longest life of a message or chat that has an end at all. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** For ever. */
    public static final Retention FOR_EVER = new Retention(null, null);

    /** Whether it is one that the log keeps as it is. */
    public static boolean hasWholeMilliseconds(Duration life) {
        return life.equals(Duration.ofMillis(life.toMillis()));
    }

    /** When a message goes that is sent now; null for never. */
    public @Nullable Instant expiryOf(Instant sentAt) {
        return messageTtl == null ? null : sentAt.plus(messageTtl);
    }
}
