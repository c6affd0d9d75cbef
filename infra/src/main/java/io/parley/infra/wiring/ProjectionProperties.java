package io.parley.infra.wiring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How projections are filled, beyond how all of Axon's processors work.
 *
 * @param deadLetters what happens to events that cannot be handled
 * @param cleaning how the rows of chats that are gone are removed
 */
@Validated
@ConfigurationProperties("parley.projections")
public record ProjectionProperties(
        @DefaultValue @Valid DeadLetters deadLetters,
        @DefaultValue @Valid Cleaning cleaning) {

    /**
     * How much work the removal of rows may make, so that others can go on.
     *
     * @param every how often to look whether there is something to remove
     * @param rows how many rows of a table a transaction removes, at most
     * @param pause how long to pause after each
     */
    public record Cleaning(
            @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(hours = 1)
            Duration every,

            @DefaultValue("2000") @Min(1) @Max(100_000) int rows,

            @DefaultValue("10ms") @DurationMin @DurationMax(minutes = 1)
            Duration pause) {}

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
            @DefaultValue("1000") @Min(1) @Max(100_000) int conversations,
            @DefaultValue("10000") @Min(1) @Max(1_000_000) int events,

            @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(hours = 1)
            Duration every,

            @DefaultValue("100") @Min(1) @Max(10_000) int perRound,

            @DefaultValue("2s") @DurationMin @DurationMax(hours = 1)
            Duration shortestWait,

            @DefaultValue("10m") @DurationMin @DurationMax(days = 1)
            Duration longestWait) {

        /** Checks that the waits are in order. */
        public DeadLetters {
            if (longestWait.compareTo(shortestWait) < 0) {
                throw new IllegalArgumentException(
                        "parley.projections.dead-letters.longest-wait must not be below shortest-wait");
            }
        }
    }
}
