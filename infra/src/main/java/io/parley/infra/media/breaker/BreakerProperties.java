package io.parley.infra.media.breaker;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a store of media is taken to be down.
 *
 * @param calls of how many calls the last outcomes count
 * @param least how many there must be before they say anything
 * @param failures how many of a hundred must have failed
 * @param pause how long nothing is asked of it then
 * @param trials how many calls must find it well after that, so that it is asked as before
 */
public record BreakerProperties(
        @DefaultValue("20") @Min(1) @Max(10_000) int calls,
        @DefaultValue("5") @Min(1) @Max(10_000) int least,
        @DefaultValue("50") @Min(1) @Max(100) int failures,

        @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(minutes = 10)
        Duration pause,

        @DefaultValue("2") @Min(1) @Max(100) int trials) {}
