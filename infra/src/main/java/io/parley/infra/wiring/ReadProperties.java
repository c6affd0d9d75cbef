package io.parley.infra.wiring;

import static io.parley.infra.wiring.Bounds.within;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of single reads.
 *
 * @param sequencePatience how long a reader waits for a chat to have a sequence
 * @param sequencePause the shortest time between two looks whether it has
 * @param unreadBound up to how many unread messages are counted in a chat
 * @param mailboxScan how many events of the log one page of a mailbox looks at, at most
 */
@ConfigurationProperties("parley.queries")
public record ReadProperties(
        @DefaultValue("2s") Duration sequencePatience,
        @DefaultValue("20ms") Duration sequencePause,
        @DefaultValue("10000") int unreadBound,
        @DefaultValue("1000") int mailboxScan) {

    /** Checks the bounds. */
    public ReadProperties {
        within("parley.queries.sequence-patience", sequencePatience, Duration.ofMillis(1), Duration.ofMinutes(1));
        within("parley.queries.sequence-pause", sequencePause, Duration.ofMillis(1), sequencePatience);
        within("parley.queries.unread-bound", unreadBound, 1, 1_000_000);
        within("parley.queries.mailbox-scan", mailboxScan, 1, 100_000);
    }
}
