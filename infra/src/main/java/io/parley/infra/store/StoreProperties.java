package io.parley.infra.store;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The event store.
 *
 * @param node this node's name, by which it holds its projections' tokens. A name that stays the same over restarts lets a node
 *     that was killed take them up again at once, else only after {@code claimTimeout}; two running nodes must never share one.
 *     Empty: one that is never used again
 * @param claimTimeout after which another node may take a silent node's tokens
 * @param pageSize how many events are read from the database at once
 * @param sharedPages how many pages of the past are kept for all who catch up beside each other
 * @param snapshotEvery how many events of one aggregate lie between two of its snapshots
 * @param cachedAggregates how many aggregates are kept in memory
 * @param commitLookup for how long to find out whether a commit without an answer was carried out, while the store is away
 * @param tail the live end of the log
 */
@Validated
@ConfigurationProperties("parley.store")
public record StoreProperties(
        @DefaultValue("") @NotNull String node,
        @DefaultValue("10s") @DurationMin(seconds = 2) Duration claimTimeout,
        @DefaultValue("500") @Min(1) @Max(10_000) int pageSize,
        @DefaultValue("32") @Min(1) @Max(1000) int sharedPages,
        @DefaultValue("500") @Min(2) int snapshotEvery,
        @DefaultValue("20000") @Min(1) @Max(10_000_000) long cachedAggregates,
        @DefaultValue("5s") @DurationMin(millis = 1) Duration commitLookup,
        @DefaultValue @Valid Tail tail) {

    /**
     * The live end of the log.
     *
     * @param window how many recent events are kept in memory
     * @param batch how many new events are read at once
     * @param pollInterval how often to look for new events without having been woken
     * @param deafPollInterval how often, while wake-ups of other nodes cannot be heard
     */
    public record Tail(
            @DefaultValue("4096") @Min(16) @Max(1_000_000) int window,
            @DefaultValue("500") @Min(1) @Max(10_000) int batch,
            @DefaultValue("1s") @DurationMin(millis = 10) Duration pollInterval,
            @DefaultValue("100ms") @DurationMin(millis = 10) Duration deafPollInterval) {}
}
