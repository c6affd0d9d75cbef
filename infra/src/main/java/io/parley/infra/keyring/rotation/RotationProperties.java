package io.parley.infra.keyring.rotation;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/**
 * Settings of the rotation of keys.
 *
 * @param rotateEvery how long after one rotation has begun the next one begins by itself, such as {@code 1d} or {@code P1D}; or
 *     {@code never}
 * @param rotationBatch how many keys are wrapped anew in one transaction at most
 * @param rotationThreads how many such transactions there are at once, each with a connection
 * @param backup the folder into which the keyring is written before the old key-encryption keys are destroyed; blank for none
 */
@ConfigurationProperties("parley.keys")
public record RotationProperties(
        @DefaultValue("1d") String rotateEvery,
        @DefaultValue("2000") int rotationBatch,
        @DefaultValue("2") int rotationThreads,
        @DefaultValue("") String backup) {

    private static final String NEVER = "never";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final int LARGEST_BATCH = 10_000;
    private static final int MOST_THREADS = 16;

    /** Refuses what cannot be. */
    public RotationProperties {
        period(rotateEvery);
        requireWithin("rotation-batch", rotationBatch, LARGEST_BATCH);
        requireWithin("rotation-threads", rotationThreads, MOST_THREADS);
    }

    /** How long after one rotation the next one begins; empty if none does by itself. */
    Optional<Duration> period() {
        return period(rotateEvery);
    }

    private static Optional<Duration> period(String setting) {
        if (setting.strip().equalsIgnoreCase(NEVER)) {
            return Optional.empty();
        }
        Duration period = DurationStyle.detectAndParse(setting.strip());
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("parley.keys.rotate-every must be 1s to 3650d, or never");
        }
        return Optional.of(period);
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("parley.keys." + name + " must be 1 to " + most + ", not " + value);
        }
    }
}
