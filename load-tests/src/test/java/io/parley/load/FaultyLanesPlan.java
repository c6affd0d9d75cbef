package io.parley.load;

import java.net.URI;
import java.time.Duration;

/**
 * Groups of a server that lets one of so many lanes fail. Each part is a system property; all have defaults.
 *
 * @param url the server: {@code parley.url}
 * @param size how many members each group has, the same ones in all: {@code parley.load.size}, 100; a lane has up to 128
 * @param groups how many groups have lanes that fail among them, and how many have none: {@code parley.load.groups}, 20
 * @param every one of how many lanes fails, as the server was told: {@code parley.load.every}, 10
 * @param rate messages per second, over all groups of one kind: {@code parley.load.rate}, 20
 * @param senders how many of the members talk: {@code parley.load.senders}, 5
 * @param warmUp how long they talk in all groups before it counts: {@code parley.load.warmup} in seconds, 20
 * @param duration how long in groups that have none, then in those with, then again in those without: {@code parley.load.seconds}, 30
 * @param ratio how many hundredths of the time without failing lanes others may take: {@code parley.load.ratio}, 150
 */
record FaultyLanesPlan(
        URI url,
        int size,
        int groups,
        int every,
        int rate,
        int senders,
        Duration warmUp,
        Duration duration,
        int ratio) {

    /** How many members sit in a lane. */
    static final int LANE = 128;

    private static final int MOST_MEMBERS = 1_024;

    /** The plan that the system properties make. */
    static FaultyLanesPlan fromProperties() {
        int size = Settings.number("parley.load.size", 100, 2, MOST_MEMBERS);
        FaultyLanesPlan plan = new FaultyLanesPlan(
                Settings.url(),
                size,
                Settings.number("parley.load.groups", 20, 1, 1_000),
                Settings.number("parley.load.every", 10, 2, 1_000),
                Settings.number("parley.load.rate", 20, 1, 10_000),
                Math.min(size, Settings.number("parley.load.senders", 5, 1, MOST_MEMBERS)),
                Duration.ofSeconds(Settings.number("parley.load.warmup", 20, 1, 3_600)),
                Duration.ofSeconds(Settings.number("parley.load.seconds", 30, 1, 3_600)),
                Settings.number("parley.load.ratio", 150, 1, Integer.MAX_VALUE));
        if (plan.failingLanes() == 0) {
            throw new IllegalArgumentException(
                    "%d lanes are too few for one of %d to fail: more groups (parley.load.groups), or larger ones"
                            .formatted(plan.groups * plan.lanes(), plan.every));
        }
        return plan;
    }

    /** How many lanes each group has. */
    int lanes() {
        return (size + LANE - 1) / LANE;
    }

    /** How many lanes fail. */
    int failingLanes() {
        return groups * lanes() / every;
    }

    /** What a message of a number is for: the kinds of groups take turns. */
    Turn turn(int number) {
        long second = number / rate;
        if (second < warmUp.toSeconds()) {
            return Turn.WARM_UP;
        }
        return (second - warmUp.toSeconds()) / duration.toSeconds() == 1 ? Turn.FAULTY : Turn.CALM;
    }

    /** Who talks when. */
    enum Turn {
        /** All groups, before it counts. */
        WARM_UP,
        /** Groups without lanes that fail. */
        CALM,
        /** Groups with such lanes. */
        FAULTY
    }
}
