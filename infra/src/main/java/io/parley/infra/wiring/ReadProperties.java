package io.parley.infra.wiring;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of single reads.
 *
 * @param sequencePatience how long a reader waits for a chat to have a sequence
 * @param sequencePause the shortest time between two looks whether it has
 * @param mailboxScan how many events of the log one page of a mailbox looks at, at most
 */
@Validated
@ConfigurationProperties("parley.queries.read")
public record ReadProperties(
        @DefaultValue("2s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration sequencePatience,

        @DefaultValue("20ms") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration sequencePause,

        @DefaultValue("1000") @Min(1) @Max(100_000) int mailboxScan) {}
