package io.parley.load;

import java.net.URI;
import java.time.Duration;

/**
 * Very many clients who come at once, as they do when another gateway has died, while a few people talk. Each part is a system property;
 * all have defaults.
 *
 * @param url the server: {@code parley.url}
 * @param streams how many come: {@code parley.load.streams}, 5,000, or as many as this process may hold
 * @param perUser how many of them are one user's: {@code parley.load.per-user}, 32
 * @param pairs how many pairs talk: {@code parley.load.pairs}, 10
 * @param rate messages per second, over all pairs: {@code parley.load.rate}, 20
 * @param rehearsed how many come before, one after the other, and go again before anything counts, so that it is not measured how both sides
 *     compile what they do for the first time: {@code parley.load.rehearsed}, 2,000
 * @param calm how long they talk before: {@code parley.load.calm} in seconds, 15
 * @param duration how long they talk afterwards: {@code parley.load.seconds}, 45
 * @param slowest what 99 of 100 messages may take to the other side's stream once the herd comes: {@code parley.load.p99} in
 *     milliseconds, 1,000
 */
record HerdPlan(
        URI url,
        int streams,
        int perUser,
        int pairs,
        int rate,
        int rehearsed,
        Duration calm,
        Duration duration,
        int slowest) {

    private static final int REHEARSED_PER_SECOND = 200;

    /** The plan that the system properties make. */
    static HerdPlan fromProperties() {
        int wanted = Settings.number("parley.load.streams", 5_000, 1, 1_000_000);
        return new HerdPlan(
                Settings.url(),
                DescriptorLimit.ofThisProcess().streams(wanted),
                Settings.number("parley.load.per-user", 32, 1, 10_000),
                Settings.number("parley.load.pairs", 10, 1, 2_000),
                Settings.number("parley.load.rate", 20, 1, 5_000),
                Settings.number("parley.load.rehearsed", 2_000, 0, 1_000_000),
                Duration.ofSeconds(Settings.number("parley.load.calm", 15, 1, 3_600)),
                Duration.ofSeconds(Settings.number("parley.load.seconds", 45, 1, 3_600)),
                Settings.number("parley.load.p99", 1_000, 1, 600_000));
    }

    /** How long the rehearsal lasts. */
    Duration rehearsal() {
        return Duration.ofSeconds((rehearsed + REHEARSED_PER_SECOND - 1) / REHEARSED_PER_SECOND);
    }

    /** How many users the streams need. */
    int users() {
        return (streams + perUser - 1) / perUser;
    }
}
