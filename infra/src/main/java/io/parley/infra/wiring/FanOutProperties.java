package io.parley.infra.wiring;

import io.parley.infra.axon.ProcessorProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How groups' messages are brought to their members. All else is as for every processor.
 *
 * @param segments into how many parts the work is split when it first begins; each has a thread and a connection
 * @param batchSize how many events are handled in one transaction
 * @param ahead how many lanes may be given a message at once before their turn, so that messages need not wait for one another
 * @param patience how long to wait at most for the lanes that were given a message; one that does not answer by then is tried again
 * @param tries how often a message is tried for a lane that fails, until it is given up
 * @param firstWait the longest wait before the second try; doubled for each further one
 * @param longestWait the longest wait between two tries
 */
@Validated
@ConfigurationProperties("parley.fan-out")
public record FanOutProperties(
        @DefaultValue("1") @Min(1) @Max(ProcessorProperties.MOST_SEGMENTS)
        int segments,

        @DefaultValue("100") @Min(1) @Max(10_000) int batchSize,

        @DefaultValue("256") @Min(1) @Max(10_000) int ahead,

        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration patience,

        @DefaultValue("10") @Min(1) @Max(1_000) int tries,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration firstWait,

        @DefaultValue("1m") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration longestWait) {}
