package io.parley.infra.wiring;

import static io.parley.infra.wiring.Bounds.within;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How projections are filled.
 *
 * @param batchSize how many events at most are handled in one transaction
 * @param threads how many projections are filled at the same time
 * @param claimFor how long a node's hold on a projection lasts without a sign of life; then another node may take it
 * @param deadLetters what happens to events that cannot be handled
 */
@ConfigurationProperties("parley.projections")
public record ProjectionProperties(
        @DefaultValue("200") int batchSize,
        @DefaultValue("3") int threads,
        @DefaultValue("10s") Duration claimFor,
        @DefaultValue DeadLetters deadLetters) {

    /** Checks the bounds. */
    public ProjectionProperties {
        within("parley.projections.batch-size", batchSize, 1, 5_000);
        within("parley.projections.threads", threads, 1, 64);
        within("parley.projections.claim-for", claimFor, Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    /**
     * How conversations that are held back are bounded and tried again.
     *
     * @param conversations how many may be held back in one projection; beyond that the projection stands still
     * @param events how many events may wait in one conversation; beyond that the projection stands still
     * @param every how often those that are due are looked for
     * @param perRound how many conversations are brought up to date in one go
     * @param shortestWait how long to wait before the first further try
     * @param longestWait the longest wait between two tries
     */
    public record DeadLetters(
            @DefaultValue("1000") int conversations,
            @DefaultValue("10000") int events,
            @DefaultValue("1s") Duration every,
            @DefaultValue("100") int perRound,
            @DefaultValue("2s") Duration shortestWait,
            @DefaultValue("10m") Duration longestWait) {

        /** Checks the bounds. */
        public DeadLetters {
            within("parley.projections.dead-letters.conversations", conversations, 1, 100_000);
            within("parley.projections.dead-letters.events", events, 1, 1_000_000);
            within("parley.projections.dead-letters.every", every, Duration.ofMillis(10), Duration.ofHours(1));
            within("parley.projections.dead-letters.per-round", perRound, 1, 10_000);
            within("parley.projections.dead-letters.shortest-wait", shortestWait, Duration.ZERO, Duration.ofDays(1));
            within("parley.projections.dead-letters.longest-wait", longestWait, shortestWait, Duration.ofDays(1));
        }
    }
}
