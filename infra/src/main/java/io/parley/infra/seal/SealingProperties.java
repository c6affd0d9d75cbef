package io.parley.infra.seal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sealer.
 *
 * @param enabled whether the log is sealed
 * @param interval how long after an event its seal comes at most, while the sealer keeps up
 * @param events how many events one seal covers at most
 */
@Validated
@ConfigurationProperties("parley.sealing")
public record SealingProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 10)
        Duration interval,

        @DefaultValue("1000") @Min(1) @Max(10_000) int events) {}
