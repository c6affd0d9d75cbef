package io.parley.load;

import java.net.URI;
import java.time.Duration;

/**
 * Media beside direct messages. Each part is a system property; all have defaults.
 *
 * @param url the server: {@code parley.url}
 * @param pairs how many pairs chat and share media: {@code parley.load.pairs}, 20
 * @param rate direct messages per second, all the time and over all pairs: {@code parley.load.rate}, 50
 * @param closed whether each media's way is begun when another's is finished: {@code parley.load.loop}, {@code open} or {@code closed}
 * @param uploads media per second in the open loop: {@code parley.load.uploads}, 3
 * @param atOnce how many are on their way at once in the closed loop: {@code parley.load.at-once}, 8
 * @param smallest how large the smallest are: {@code parley.load.smallest} in kB, 20
 * @param largest how large most are at the most: {@code parley.load.largest} in kB, 10,000
 * @param huge how large the few are that are larger: {@code parley.load.huge} in kB, 40,000
 * @param hugeShare how many of a hundred those are: {@code parley.load.huge-share}, 3
 * @param warmUp how long there are messages and media before it counts: {@code parley.load.warmup} in seconds, 20
 * @param duration how long messages alone, then messages beside media, then again messages alone: {@code parley.load.seconds}, 30
 * @param ratio how many hundredths of the p99 without media the p99 with them may be: {@code parley.load.ratio}, 200
 */
record MediaPlan(
        URI url,
        int pairs,
        int rate,
        boolean closed,
        int uploads,
        int atOnce,
        int smallest,
        int largest,
        int huge,
        int hugeShare,
        Duration warmUp,
        Duration duration,
        int ratio) {

    /** In which what is under way comes to its end, before messages are alone again. */
    static final Duration SETTLING = Duration.ofSeconds(10);

    private static final int MOST_KB = 104_000; // a server takes 100 MiB

    /** The plan that the system properties make. */
    static MediaPlan fromProperties() {
        int smallest = Settings.number("parley.load.smallest", 20, 1, MOST_KB);
        return new MediaPlan(
                Settings.url(),
                Settings.number("parley.load.pairs", 20, 1, 2_000),
                Settings.number("parley.load.rate", 50, 1, 10_000),
                Settings.isClosed(),
                Settings.number("parley.load.uploads", 3, 1, 1_000),
                Settings.number("parley.load.at-once", 8, 1, 100),
                smallest,
                Settings.number("parley.load.largest", Math.max(smallest, 10_000), smallest, MOST_KB),
                Settings.number("parley.load.huge", 40_000, 1, MOST_KB),
                Settings.number("parley.load.huge-share", 3, 0, 100),
                Duration.ofSeconds(Settings.number("parley.load.warmup", 20, 1, 3_600)),
                Duration.ofSeconds(Settings.number("parley.load.seconds", 30, 1, 3_600)),
                Settings.number("parley.load.ratio", 200, 1, Integer.MAX_VALUE));
    }

    /** From the first message to the last. */
    Duration talk() {
        return endOfMedia().plus(SETTLING).plus(duration);
    }

    /** When the media begin that count, so long after the first message. */
    Duration beginOfMedia() {
        return warmUp.plus(SETTLING).plus(duration);
    }

    /** What a message counts for that is sent so long after the first. */
    Turn turn(Duration since) {
        if (isWithin(since, warmUp.plus(SETTLING), duration)
                || isWithin(since, endOfMedia().plus(SETTLING), duration)) {
            return Turn.ALONE;
        }
        return isWithin(since, beginOfMedia(), duration) ? Turn.BESIDE_MEDIA : Turn.NOT_COUNTED;
    }

    private Duration endOfMedia() {
        return beginOfMedia().plus(duration);
    }

    private static boolean isWithin(Duration since, Duration begin, Duration length) {
        return since.compareTo(begin) >= 0 && since.compareTo(begin.plus(length)) < 0;
    }

    /** Beside what a message is sent. */
    enum Turn {
        /** In the warm-up, or while media come to their end. */
        NOT_COUNTED,
        /** Beside nothing. */
        ALONE,
        /** Beside media. */
        BESIDE_MEDIA
    }
}
