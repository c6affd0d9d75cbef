package io.parley.infra.expiry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How temporary chats come to their end.
 *
 * @param deadlines how their deadlines come due
 * @param lateAfter when a deadline counts as late: then others are, too, as a rule
 * @param lateAtOnce how many chats whose deadlines are late a node asks at once
 * @param patience how long to wait at most for the answer to what was sent when one was due
 * @param sweepEvery how often to look for what has no deadline and should have one
 * @param sweepBatch how many deadlines are mended by one statement at most
 */
@Validated
@ConfigurationProperties("parley.expiry")
record ExpiryProperties(
        @DefaultValue @Valid ExpiryDeadlineProperties deadlines,

        @DefaultValue("5s") @DurationMin(millis = 0) Duration lateAfter,
        @DefaultValue("2") @Min(1) @Max(64) int lateAtOnce,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration patience,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration sweepEvery,

        @DefaultValue("1000") @Min(1) @Max(100_000) int sweepBatch) {}
