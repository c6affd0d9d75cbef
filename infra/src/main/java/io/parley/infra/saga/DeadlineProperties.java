package io.parley.infra.saga;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deadlines come due.
 *
 * @param pollingInterval how often a node looks for those that are due: so much may one be late
 * @param threads how many a node handles at once; each holds a connection meanwhile
 * @param heartbeat how often a node says that it still works on those that it handles; after four times without, others take them
 * @param shortestWait how long to wait before one that failed is tried again; it doubles with each try
 * @param longestWait the longest wait between two tries
 * @param drain how long a stop waits for those that are being handled
 */
@Validated
@ConfigurationProperties("parley.deadlines")
public record DeadlineProperties(
        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(millis = 500)
        Duration pollingInterval,

        @DefaultValue("2") @Min(1) @Max(64) int threads,

        @DefaultValue("5s") @DurationMin(millis = 50) @DurationMax(minutes = 5)
        Duration heartbeat,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration shortestWait,

        @DefaultValue("1m") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration longestWait,

        @DefaultValue("5s") @DurationMin(millis = 0) Duration drain) {

    /** Checks that the waits are in order. */
    public DeadlineProperties {
        if (longestWait.compareTo(shortestWait) < 0) {
            throw new IllegalArgumentException("parley.deadlines.longest-wait must not be below shortest-wait");
        }
    }

    /**
     * How long to wait before the next try.
     *
     * @param failures how often it has failed in a row, the last time included
     */
    public Duration waitAfter(int failures) {
        Duration wait = shortestWait;
        for (int i = 1; i < failures && wait.compareTo(longestWait) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
}
