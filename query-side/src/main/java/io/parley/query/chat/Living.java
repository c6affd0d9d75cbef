package io.parley.query.chat;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Leaves out messages whose time has come while the deadline that removes them is late. Under a legal hold they stay to be seen, as long
 * as it lasts.
 */
public final class Living {

    /** A condition on rows of {@code views.message}; its parameter {@code :now} is what {@link #now} gives. */
    public static final String CONDITION = "(expires_at IS NULL OR expires_at > :now)";

    private final Clock clock;

    /** By this clock. */
    public Living(Clock clock) {
        this.clock = clock;
    }

    /** The time after which a message must end to be seen. */
    public OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** The same in the chat of a spell: nothing in it has ended while it is held. */
    public OffsetDateTime now(KnownSpell spell) {
        return spell.held() ? Instant.EPOCH.atOffset(ZoneOffset.UTC) : now();
    }
}
