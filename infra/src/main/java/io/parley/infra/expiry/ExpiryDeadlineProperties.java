package io.parley.infra.expiry;

import io.parley.infra.saga.DeadlineProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the deadlines of temporary chats come due: as {@link DeadlineProperties} has it, with more threads, for none of these holds a
 * connection while it waits.
 *
 * @param pollingInterval how often a node looks for those that are due
 * @param threads how many chats a node asks at once; they answer in one transaction where they can
 * @param heartbeat how often a node says that it still works on those that it handles
 * @param shortestWait how long to wait before one that failed is tried again
 * @param longestWait the longest wait between two tries
 * @param drain how long a stop waits for those that are being handled
 */
record ExpiryDeadlineProperties(
        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(millis = 500)
        Duration pollingInterval,

        @DefaultValue("8") @Min(1) @Max(64) int threads,

        @DefaultValue("5s") @DurationMin(millis = 50) @DurationMax(minutes = 5)
        Duration heartbeat,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration shortestWait,

        @DefaultValue("1m") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration longestWait,

        @DefaultValue("5s") @DurationMin(millis = 0) Duration drain) {

    /** Checks that the waits are in order. */
    ExpiryDeadlineProperties {
        if (longestWait.compareTo(shortestWait) < 0) {
            throw new IllegalArgumentException("parley.expiry.deadlines.longest-wait must not be below shortest-wait");
        }
    }

    /** The same for a scheduler. */
    DeadlineProperties forScheduler() {
        return new DeadlineProperties(pollingInterval, threads, heartbeat, shortestWait, longestWait, drain);
    }
}
