package io.parley.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How much load, against which server, and how good is good enough. Each part is a system property; all have defaults.
 *
 * @param url the server: {@code parley.url}, {@code http://127.0.0.1:8080}
 * @param pairs how many pairs chat: {@code parley.load.pairs}, 50. Two sign-ups and sign-ins each; a server lets 300 a minute
 *     in, so 50 pairs are let in at once and more of them take a minute per 75
 * @param closed whether each cycle is begun when another is finished: {@code parley.load.loop}, {@code open} or {@code closed}
 * @param rate messages per second, over all pairs: {@code parley.load.rate}, 200. A server lets a user send 100 on average
 * @param warmUp how long they chat before it counts: {@code parley.load.warmup} in seconds, 20
 * @param duration how long they chat after that: {@code parley.load.seconds}, 60
 * @param median what half of the messages may take to the other side's stream: {@code parley.load.p50} in milliseconds, 5
 * @param slowest what 99 of 100 may take: {@code parley.load.p99} in milliseconds, 25
 * @param report where the figures are written: {@code parley.load.report}, {@code target/gatling/direct.txt}
 */
record LoadPlan(
        URI url,
        int pairs,
        boolean closed,
        int rate,
        Duration warmUp,
        Duration duration,
        int median,
        int slowest,
        Path report) {

    private static final int MOST_PAIRS = 2_000;
    private static final int MOST_PER_SECOND = 50_000;
    private static final int MOST_SECONDS = 3_600;

    /** The plan that the system properties make. */
    static LoadPlan fromProperties() {
        return new LoadPlan(
                Settings.url(),
                Settings.number("parley.load.pairs", 50, 1, MOST_PAIRS),
                Settings.isClosed(),
                Settings.number("parley.load.rate", 200, 1, MOST_PER_SECOND),
                Duration.ofSeconds(Settings.number("parley.load.warmup", 20, 1, MOST_SECONDS)),
                Duration.ofSeconds(Settings.number("parley.load.seconds", 60, 1, MOST_SECONDS)),
                Settings.number("parley.load.p50", 5, 1, Integer.MAX_VALUE),
                Settings.number("parley.load.p99", 25, 1, Integer.MAX_VALUE),
                Path.of(System.getProperty("parley.load.report", "target/gatling/direct.txt")));
    }
}
