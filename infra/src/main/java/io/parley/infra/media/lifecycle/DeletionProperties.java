package io.parley.infra.media.lifecycle;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the store is rid of media that had to go.
 *
 * @param every how often a node looks for what is due
 * @param batch how many are taken at once at most
 * @param patience how long to wait at most for the store, or for the log, with all of them
 * @param firstRetry after how long one that failed is tried again, at first; each time it takes twice as long
 * @param longestRetry and at most
 * @param unusedAfter how much longer than a message may take them up media stay that none did: longer than a send may be under way
 */
public record DeletionProperties(
        @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 10)
        Duration every,

        @DefaultValue("100") @Min(1) @Max(1_000) int batch,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration patience,

        @DefaultValue("2s") @DurationMin(millis = 10) @DurationMax(minutes = 10)
        Duration firstRetry,

        @DefaultValue("5m") @DurationMin(millis = 10) @DurationMax(days = 1)
        Duration longestRetry,

        @DefaultValue("5m") @DurationMin(millis = 0) @DurationMax(days = 7)
        Duration unusedAfter) {}
