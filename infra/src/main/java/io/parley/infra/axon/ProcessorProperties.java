package io.parley.infra.axon;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How processors process events.
 *
 * @param segments into how many parts a new processor's work is split; one has the lowest latency
 * @param batchSize how many events are handled in one transaction
 * @param claimInterval how often to try to get hold of segments that nobody works on
 * @param longestPause how long to wait at most, after failures, until it is tried again
 */
@Validated
@ConfigurationProperties("parley.processors")
public record ProcessorProperties(
        @DefaultValue("1") @Min(1) @Max(ProcessorProperties.MOST_SEGMENTS)
        int segments,

        @DefaultValue("500") @Min(1) @Max(10_000) int batchSize,
        @DefaultValue("1s") @DurationMin(millis = 50) Duration claimInterval,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration longestPause) {

    /** The greatest number of segments. */
    public static final int MOST_SEGMENTS = 64;

    /** The same for a processor that splits its work in its own way. */
    public ProcessorProperties with(int segments, int batchSize) {
        return new ProcessorProperties(segments, batchSize, claimInterval, longestPause);
    }
}
