package io.parley.api.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long tokens last.
 *
 * @param access an access token; also how long a closed session must be remembered
 * @param refresh a refresh token
 * @param closedSessions the closed sessions that are remembered at most
 * @param verified access tokens that are known to be good, at most
 */
@Validated
@ConfigurationProperties("parley.tokens")
record TokenProperties(
        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(hours = 24)
        Duration access,

        @DefaultValue("30d") @DurationMin(minutes = 1) @DurationMax(days = 366)
        Duration refresh,

        @DefaultValue("1000000") @Min(1) @Max(100_000_000) int closedSessions,

        @DefaultValue("20000") @Min(1) @Max(10_000_000) int verified) {}
