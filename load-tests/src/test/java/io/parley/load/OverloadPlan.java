package io.parley.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How much more than a server can do is asked of it, and for how long. Each part is a system property; all have defaults.
 *
 * @param url the server: {@code parley.url}
 * @param pairs how many pairs chat: {@code parley.load.pairs}, 50
 * @param warmUp how long messages are sent before it is measured how many it can do: {@code parley.load.warmup} in seconds, 150
 * @param peak how long it is measured how many messages it can do, for each of some numbers at once: {@code parley.load.peak} in seconds,
 *     8
 * @param factor how many times as many requests come in the overload: {@code parley.load.factor}, 10
 * @param rehearsal how long the overload is rehearsed before anything counts, so that neither side is measured while it compiles what it
 *     does for the first time: {@code parley.load.rehearsal}, 30
 * @param calm how long a tenth of what it can do comes, before the overload: {@code parley.load.calm} in seconds, 20
 * @param duration how long the overload lasts: {@code parley.load.seconds}, 60
 * @param recovery how long a tenth of what it can do comes afterwards: {@code parley.load.recovery} in seconds, 45
 * @param report where the figures are written, and beside them the plot: {@code parley.load.report}, {@code target/gatling/overload.txt}
 */
record OverloadPlan(
        URI url,
        int pairs,
        Duration warmUp,
        Duration peak,
        int factor,
        Duration rehearsal,
        Duration calm,
        Duration duration,
        Duration recovery,
        Path report) {

    private static final int MOST_SECONDS = 3_600;

    /** The plan that the system properties make. */
    static OverloadPlan fromProperties() {
        return new OverloadPlan(
                Settings.url(),
                Settings.number("parley.load.pairs", 50, 1, 2_000),
                seconds("parley.load.warmup", 150),
                seconds("parley.load.peak", 8),
                Settings.number("parley.load.factor", 10, 1, 1_000),
                seconds("parley.load.rehearsal", 30),
                seconds("parley.load.calm", 20),
                seconds("parley.load.seconds", 60),
                seconds("parley.load.recovery", 45),
                Path.of(System.getProperty("parley.load.report", "target/gatling/overload.txt")));
    }

    private static Duration seconds(String property, int otherwise) {
        return Duration.ofSeconds(Settings.number(property, otherwise, 1, MOST_SECONDS));
    }

    /** When the overload begins, after the calm. */
    Duration overloadBegins() {
        return calm;
    }

    /** When it ends. */
    Duration overloadEnds() {
        return calm.plus(duration);
    }

    /** When all ends. */
    Duration whole() {
        return overloadEnds().plus(recovery);
    }
}
