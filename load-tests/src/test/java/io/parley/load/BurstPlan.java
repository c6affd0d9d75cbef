package io.parley.load;

import java.net.URI;
import java.time.Duration;

/**
 * A steady rate with bursts upon it. Each part is a system property; all have defaults.
 *
 * @param url the server: {@code parley.url}
 * @param pairs how many pairs chat: {@code parley.load.pairs}, 50
 * @param rate messages per second between the bursts, over all pairs: {@code parley.load.rate}, 50
 * @param factor how many times as many in a burst: {@code parley.load.factor}, 10
 * @param bursts how many bursts: {@code parley.load.bursts}, 3
 * @param burst how long one lasts: {@code parley.load.burst} in seconds, 5
 * @param calm how long it is calm before each and after the last: {@code parley.load.calm} in seconds, 10
 */
record BurstPlan(URI url, int pairs, int rate, int factor, int bursts, Duration burst, Duration calm) {

    static BurstPlan fromProperties() {
        return new BurstPlan(
                Settings.url(),
                Settings.number("parley.load.pairs", 50, 1, 2_000),
                Settings.number("parley.load.rate", 50, 1, 5_000),
                Settings.number("parley.load.factor", 10, 2, 1_000),
                Settings.number("parley.load.bursts", 3, 1, 100),
                Duration.ofSeconds(Settings.number("parley.load.burst", 5, 1, 600)),
                Duration.ofSeconds(Settings.number("parley.load.calm", 10, 1, 600)));
    }

    /** From the first message to the last. */
    Duration whole() {
        return calm.plus(burst).multipliedBy(bursts).plus(calm);
    }

    /** Whether it is a burst so long after the first message. */
    boolean isBurst(Duration since) {
        long round = calm.plus(burst).toMillis();
        long at = since.toMillis();
        return at < round * bursts && at % round >= calm.toMillis();
    }
}
