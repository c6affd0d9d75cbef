package io.parley.infra.incident;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a node writes down of itself, for who looks into an incident afterwards.
 *
 * @param record whether it does
 * @param every how often what is measured is written down
 * @param keep for how long
 * @param measurements how many numbers at once at most
 */
@Validated
@ConfigurationProperties("parley.incidents")
public record IncidentProperties(
        @DefaultValue("true") boolean record,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration every,

        @DefaultValue("2d") @DurationMin(minutes = 1) @DurationMax(days = 90)
        Duration keep,

        @DefaultValue("3000") @Min(1) @Max(100_000) int measurements) {}
