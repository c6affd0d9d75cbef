package io.parley.load;

import java.net.URI;
import java.time.Duration;

/**
 * Many streams that are open and bring nothing, and a few people who talk meanwhile. Each part is a system property; all have
 * defaults.
 *
 * @param url the server: {@code parley.url}
 * @param streams idle streams: {@code parley.load.streams}, 18,000, or as many as this process and a server under the same limit may
 *     hold
 * @param perUser how many of them one user opens: {@code parley.load.per-user}, 32, which is what a server allows
 * @param opened streams opened per second: {@code parley.load.opened}, 300
 * @param pairs how many pairs talk: {@code parley.load.pairs}, 10
 * @param rate messages per second, over all pairs: {@code parley.load.rate}, 10
 * @param duration how long they talk while all streams are open: {@code parley.load.seconds}, 60
 */
record StreamsPlan(URI url, int streams, int perUser, int opened, int pairs, int rate, Duration duration) {

    private static final int WANTED = 18_000;

    /** What the plan of the system properties is, and what is said if not all of it can be done. */
    static StreamsPlan fromProperties() {
        int wanted = Settings.number("parley.load.streams", WANTED, 1, 1_000_000);
        int possible = DescriptorLimit.ofThisProcess().streams(wanted);
        if (possible < wanted) {
            System.out.printf(
                    "Only %d of %d streams: a process may not open more files here (ulimit -Hn)%n", possible, wanted);
        }
        return new StreamsPlan(
                Settings.url(),
                possible,
                Settings.number("parley.load.per-user", 32, 1, 10_000),
                Settings.number("parley.load.opened", 300, 1, 10_000),
                Settings.number("parley.load.pairs", 10, 1, 2_000),
                Settings.number("parley.load.rate", 10, 1, 5_000),
                Duration.ofSeconds(Settings.number("parley.load.seconds", 60, 1, 3_600)));
    }

    /** How many users the idle streams need. */
    int idleUsers() {
        return (streams + perUser - 1) / perUser;
    }

    /** How long it takes to open them. */
    Duration opening() {
        return Duration.ofSeconds((streams + opened - 1) / opened);
    }
}
