package io.parley.api.degradation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the level of service falls and rises, and what those hear who are refused. The pressure is that of the signal that is furthest
 * beyond its bound: 1 is the bound.
 *
 * @param automatic whether the level follows the signals; if not, it stays healthy, and operators alone have work given up
 * @param look how often signals are read
 * @param fallAfter for how long the pressure must be 1 or more before the level falls
 * @param critical from which pressure on it falls to critical
 * @param calm below which pressure the level may rise again
 * @param calmFor for how long the pressure must be below that; afterwards it rises by one
 * @param dwell how long a level lasts at least before it rises
 * @param retryAfter how long those who are refused are asked to wait, at least; at most three times as long, by chance
 * @param receiptGather for how long receipts in groups are gathered while the level is not healthy
 * @param presenceEvery how often at most somebody's presence is pushed while the level is not healthy
 * @param bounds the bounds of the signals
 */
@Validated
@ConfigurationProperties("parley.degradation")
record DegradationProperties(
        @DefaultValue("true") boolean automatic,

        @DefaultValue("250ms") @DurationMin(millis = 50) @DurationMax(seconds = 10)
        Duration look,

        @DefaultValue("500ms") @DurationMin(millis = 0) @DurationMax(minutes = 1)
        Duration fallAfter,

        @DefaultValue("2.0") @DecimalMin("1.0") @DecimalMax("100.0")
        double critical,

        @DefaultValue("0.7") @DecimalMin("0.05") @DecimalMax("0.95")
        double calm,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration calmFor,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration dwell,

        @DefaultValue("5s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration retryAfter,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(seconds = 10)
        Duration receiptGather,

        @DefaultValue("60s") @DurationMin(millis = 1) @DurationMax(minutes = 10)
        Duration presenceEvery,

        @DefaultValue @Valid Bounds bounds) {

    /** Whoever looks less often than the level may fall would see nothing of what happens. */
    @AssertTrue(message = "look must not be longer than calm-for and dwell")
    boolean isLookShortEnough() {
        return look.compareTo(calmFor) <= 0 && look.compareTo(dwell) <= 0;
    }

    /**
     * From where on it is too much.
     *
     * @param commandLatency how long nine of ten commands take
     * @param refused which part of commands and requests is refused because too many are under way
     * @param cpu which part of all processors' time the machine is busy, over the last seconds; 1 for never mind
     */
    record Bounds(
            @DefaultValue("300ms") @DurationMin(millis = 1) @DurationMax(minutes = 1)
            Duration commandLatency,

            @DefaultValue("0.05") @DecimalMin("0.001") @DecimalMax("1.0")
            double refused,

            @DefaultValue("0.97") @DecimalMin("0.1") @DecimalMax("1.0")
            double cpu) {}
}
