package io.parley.infra.bus;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The command bus.
 *
 * @param partitions how many threads handle commands, each those of its aggregates and with a connection of its own
 * @param group how many commands are committed together at most
 * @param queue how many may wait; one more is refused as {@code overloaded}
 * @param deadline how long one may wait; what waited longer is refused as {@code overloaded} without being handled
 * @param tries how often a command is handled at most when other writers are faster
 * @param backOff the longest pause before the second try; it doubles with each, and the pause is random
 * @param drain how long a stop waits for commands that were accepted
 */
@Validated
@ConfigurationProperties("parley.commands")
public record CommandBusProperties(
        @DefaultValue("2") @Min(1) @Max(256) int partitions,
        @DefaultValue("256") @Min(1) @Max(10_000) int group,
        @DefaultValue("2000") @Min(1) @Max(1_000_000) int queue,
        @DefaultValue("5s") @DurationMin(millis = 10) Duration deadline,
        @DefaultValue("8") @Min(1) @Max(100) int tries,
        @DefaultValue("4ms") @DurationMin(millis = 1) Duration backOff,
        @DefaultValue("5s") @DurationMin(millis = 0) Duration drain) {}
