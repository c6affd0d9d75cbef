package io.parley.infra.media;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of a store on the network a node takes, and how long it waits for it.
 *
 * @param connections how many connections there are at most, one for each transfer under way
 * @param waiting how many requests may wait for a connection; more find the store unavailable
 * @param connectTimeout how long to try to connect
 * @param responseTimeout how long to wait for a connection that is in use, and for an answer
 * @param commitTimeout how long the store may take, when all of an object was sent, until it is safe
 * @param idleTimeout how long the store may take nothing of what it is sent, or bring nothing of what it was asked for
 */
public record RemoteProperties(
        @DefaultValue("200") @Min(1) @Max(10_000) int connections,

        @DefaultValue("1000") @Min(1) @Max(100_000) int waiting,

        @DefaultValue("2s") @DurationMin(millis = 50) @DurationMax(minutes = 1)
        Duration connectTimeout,

        @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration responseTimeout,

        @DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration commitTimeout,

        @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration idleTimeout) {}
