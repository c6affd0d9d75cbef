package io.parley.api.limits;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one caller may say that they are active or type. It is cheap, so that only who does nothing else is refused.
 *
 * @param signalsPerSecond how often a second by one user, on average
 * @param signalBurst how often after a pause
 */
@Validated
@ConfigurationProperties("parley.limits.presence")
public record PresenceLimits(
        @DefaultValue("10") @Min(1) @Max(1_000_000) int signalsPerSecond,
        @DefaultValue("100") @Min(1) @Max(1_000_000) int signalBurst) {}
