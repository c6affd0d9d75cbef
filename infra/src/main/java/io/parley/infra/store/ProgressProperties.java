package io.parley.infra.store;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Reads that wait for a projection.
 *
 * @param readTimeout how long a read waits before it is refused as {@code not_yet}
 * @param timerTick how often late reads are looked for; a read may wait that much longer
 * @param tableAfter when someone has waited so long, the tokens of other nodes are looked up; and how often then
 * @param maxWaiting how many reads may wait for one projection
 */
@Validated
@ConfigurationProperties("parley.queries.progress")
public record ProgressProperties(
        @DefaultValue("2s") @DurationMin(millis = 10) Duration readTimeout,
        @DefaultValue("50ms") @DurationMin(millis = 1) Duration timerTick,
        @DefaultValue("100ms") @DurationMin(millis = 10) Duration tableAfter,
        @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxWaiting) {}
