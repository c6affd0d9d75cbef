package io.parley.infra.presence;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How it is kept, and told to other nodes, what devices do.
 *
 * @param every how often a node writes what it has noted
 * @param batch how many activities one transaction writes, how many connections of a gateway that died it removes, and how many rows
 *     are read at once
 * @param waiting how many activities may wait to be written; of what users do beyond it is dropped, and of connections that began and
 *     ended meanwhile it is forgotten that they were
 * @param heartbeat how often at least a gateway renews its lease
 * @param lease how long after that it counts as dead
 * @param keep how long it is kept what devices did
 * @param gather how long a node waits for more before it tells the others
 * @param untold how many activities may wait to be told, and how many that were heard to be passed on; if there are more, others look
 *     in the tables
 * @param settle after how long what a node has noted is in the tables as a rule: then one that began to hear looks there once more
 */
@Validated
@ConfigurationProperties("parley.activity")
record ActivityProperties(
        @DefaultValue("200ms") @DurationMin(millis = 10) @DurationMax(seconds = 10)
        Duration every,

        @DefaultValue("1000") @Min(1) @Max(10_000) int batch,
        @DefaultValue("50000") @Min(1) @Max(1_000_000) int waiting,

        @DefaultValue("5s") @DurationMin(millis = 50) @DurationMax(minutes = 1)
        Duration heartbeat,

        @DefaultValue("20s") @DurationMin(millis = 200) @DurationMax(minutes = 10)
        Duration lease,

        @DefaultValue("7d") @DurationMin(days = 1) @DurationMax(days = 365)
        Duration keep,

        @DefaultValue("20ms") @DurationMin(millis = 1) @DurationMax(seconds = 1)
        Duration gather,

        @DefaultValue("50000") @Min(1) @Max(1_000_000) int untold,

        @DefaultValue("2s") @DurationMin(millis = 50) @DurationMax(minutes = 1)
        Duration settle) {

    /** Of a lease that is missed once nobody should die. */
    @AssertTrue(message = "the lease must be at least three heartbeats long")
    boolean isLeaseLongEnough() {
        return lease.compareTo(heartbeat.multipliedBy(3)) >= 0;
    }
}
