package io.parley.infra.degradation;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What behind the edge is too much, and how what was paused catches up.
 *
 * @param queue which part of the command queue is taken, from where on it is too much
 * @param projectionLag how long read models have been behind the log, from where on it is too much
 * @param poolWait how many callers wait for a connection to the database, as a part of all connections, from where on it is too much
 * @param gather how long history and inbox wait for more events, so that many share a transaction
 * @param catchUpBelow below which pressure what was paused catches up without pauses between batches
 * @param catchUpPause the longest pause between two batches of 500 events
 */
@Validated
@ConfigurationProperties("parley.degradation.behind")
public record BehindProperties(
        @DefaultValue("0.25") @DecimalMin("0.01") @DecimalMax("1.0")
        double queue,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration projectionLag,

        @DefaultValue("0.5") @DecimalMin("0.05") @DecimalMax("100.0")
        double poolWait,

        @DefaultValue("5ms") @DurationMin(millis = 0) @DurationMax(seconds = 1)
        Duration gather,

        @DefaultValue("0.5") @DecimalMin("0.05") @DecimalMax("1.0")
        double catchUpBelow,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(seconds = 30)
        Duration catchUpPause) {}
