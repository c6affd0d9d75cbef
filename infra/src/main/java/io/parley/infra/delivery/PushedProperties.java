package io.parley.infra.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How it is kept what was pushed to which devices.
 *
 * @param every how often a node writes what it gathered: so much a crash loses
 * @param devices of how many devices a node gathers between two writes; of more it is lost
 * @param batch how many devices one statement writes, and how many it removes
 * @param ranges how many parts of the log are remembered of a device, the newest; a stream that goes on where the last one ended makes
 *     no new one
 * @param keep how long a device is remembered to which nothing was pushed
 * @param tidy how often a node removes those that are not
 */
@Validated
@ConfigurationProperties("parley.pushed")
record PushedProperties(
        @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration every,

        @DefaultValue("50000") @Min(1) @Max(1_000_000) int devices,
        @DefaultValue("1000") @Min(1) @Max(10_000) int batch,
        @DefaultValue("32") @Min(1) @Max(1_000) int ranges,

        @DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 3650)
        Duration keep,

        @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration tidy) {}
