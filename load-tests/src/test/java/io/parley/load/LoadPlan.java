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
 * @param rate messages per second, over all pairs: {@code parley.load.rate}, 200. A server lets a user send 100 on average
 * @param warmUp how long they chat before it counts: {@code parley.load.warmup} in seconds, 20
 * @param duration how long they chat after that: {@code parley.load.seconds}, 60
 * @param median what half of the messages may take to the other side's stream: {@code parley.load.p50} in milliseconds, 5
 * @param slowest what 99 of 100 may take: {@code parley.load.p99} in milliseconds, 25
 * @param report where the figures are written: {@code parley.load.report}, {@code target/gatling/direct.txt}
 */
record LoadPlan(
        URI url, int pairs, int rate, Duration warmUp, Duration duration, int median, int slowest, Path report) {

    private static final int MOST_PAIRS = 2_000;
    private static final int MOST_PER_SECOND = 50_000;
    private static final int MOST_SECONDS = 3_600;

    /** Checks that it is a plan that can be carried out. */
    LoadPlan {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("parley.url must be an http or https URL, not " + url);
        }
    }

    /** The plan that the system properties make. */
    static LoadPlan fromProperties() {
        return new LoadPlan(
                URI.create(System.getProperty("parley.url", "http://127.0.0.1:8080")),
                number("parley.load.pairs", 50, 1, MOST_PAIRS),
                number("parley.load.rate", 200, 1, MOST_PER_SECOND),
                Duration.ofSeconds(number("parley.load.warmup", 20, 1, MOST_SECONDS)),
                Duration.ofSeconds(number("parley.load.seconds", 60, 1, MOST_SECONDS)),
                number("parley.load.p50", 5, 1, Integer.MAX_VALUE),
                number("parley.load.p99", 25, 1, Integer.MAX_VALUE),
                Path.of(System.getProperty("parley.load.report", "target/gatling/direct.txt")));
    }

    /** How many messages before it counts. */
    int messagesToWarmUp() {
        return Math.toIntExact(rate * warmUp.toSeconds());
    }

    /** How many messages in all. */
    int messages() {
        return Math.toIntExact(rate * warmUp.plus(duration).toSeconds());
    }

    /** How many messages this pair exchanges, of {@link #pairs()} that take turns. */
    int messagesOf(int pair) {
        return messages() / pairs + (pair < messages() % pairs ? 1 : 0);
    }

    private static int number(String property, int otherwise, int least, int most) {
        String text = System.getProperty(property, String.valueOf(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "%s must be a whole number from %d to %d, not %s".formatted(property, least, most, text));
    }
}
