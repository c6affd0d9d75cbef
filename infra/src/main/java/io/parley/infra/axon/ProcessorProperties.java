package io.parley.infra.axon;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How processors process events, unless one says otherwise (the projections do).
 *
 * @param segments into how many parts a new processor's work is split; one has the lowest latency
 * @param batchSize how many events are handled in one transaction
 * @param claimInterval how often to try to get hold of segments that nobody works on
 */
@Validated
@ConfigurationProperties("parley.processors")
public record ProcessorProperties(
        @DefaultValue("1") @Min(1) @Max(64) int segments,
        @DefaultValue("500") @Min(1) @Max(10_000) int batchSize,
        @DefaultValue("1s") @DurationMin(millis = 50) Duration claimInterval) {}
