package io.parley.load;

import java.net.URI;
import java.time.Duration;

/**
 * A group all of whose members listen, and some of whom talk. Each part is a system property; all have defaults.
 *
 * @param url the server: {@code parley.url}
 * @param size how many members: {@code parley.load.size}, 100; each signs up, which a server lets 300 a minute do
 * @param closed whether a message is sent when all have the one before: {@code parley.load.loop}, {@code open} or {@code closed}
 * @param rate messages per second: {@code parley.load.rate}, 20
 * @param senders how many of the members talk: {@code parley.load.senders}, 5
 * @param duration how long they talk: {@code parley.load.seconds}, 60
 * @param median how long half of the messages may take until the last member has them: {@code parley.load.p50} in milliseconds, 10
 * @param slowest how long 99 of 100 may take: {@code parley.load.p99} in milliseconds, 50
 */
record GroupPlan(URI url, int size, boolean closed, int rate, int senders, Duration duration, int median, int slowest) {

    private static final int MOST_MEMBERS = 1_024;

    /** The plan that the system properties make. */
    static GroupPlan fromProperties() {
        int size = Settings.number("parley.load.size", 100, 2, MOST_MEMBERS);
        return new GroupPlan(
                Settings.url(),
                size,
                Settings.isClosed(),
                Settings.number("parley.load.rate", 20, 1, 10_000),
                Math.min(size, Settings.number("parley.load.senders", 5, 1, MOST_MEMBERS)),
                Duration.ofSeconds(Settings.number("parley.load.seconds", 60, 1, 3_600)),
                Settings.number("parley.load.p50", 10, 1, Integer.MAX_VALUE),
                Settings.number("parley.load.p99", 50, 1, Integer.MAX_VALUE));
    }
}
