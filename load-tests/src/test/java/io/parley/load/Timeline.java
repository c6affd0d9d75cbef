package io.parley.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What was asked and answered, second by second, by class of work. Safe for use by several threads. */
final class Timeline {

    /** The classes of work that are mixed. */
    enum Work {
        MESSAGE,
        RECEIPT,
        HISTORY,
        PRESENCE,
        TYPING
    }

    /** What became of a request. */
    enum Fate {
        ACCEPTED,
        REFUSED,
        SHED,
        FAULTY
    }

    private final int seconds;
    private final Map<Work, Map<Fate, AtomicIntegerArray>> counts = new EnumMap<>(Work.class);
    private final List<ConcurrentLinkedQueue<Long>> accepted = new ArrayList<>();
    private final String[] levels;

    Timeline(Duration whole) {
        seconds = (int) whole.toSeconds() + 1;
        for (Work work : Work.values()) {
            Map<Fate, AtomicIntegerArray> fates = new EnumMap<>(Fate.class);
            for (Fate fate : Fate.values()) {
                fates.put(fate, new AtomicIntegerArray(seconds));
            }
            counts.put(work, fates);
        }
        for (int i = 0; i < seconds; i++) {
            accepted.add(new ConcurrentLinkedQueue<>());
        }
        levels = new String[seconds];
    }

    /** Notes the answer to a request. */
    void answered(Work work, int status, Duration begun, long nanos) {
        int second = second(begun);
        Fate fate = fate(work, status);
        array(work, fate).incrementAndGet(second);
        if (work == Work.MESSAGE && fate == Fate.ACCEPTED) {
            accepted.get(second).add(nanos);
        }
    }

    private static Fate fate(Work work, int status) {
        if (status >= 200 && status < 300) {
            return Fate.ACCEPTED;
        }
        if (status == 503) {
            return work == Work.MESSAGE ? Fate.REFUSED : Fate.SHED;
        }
        return status == 429 ? Fate.REFUSED : Fate.FAULTY;
    }

    /** Notes a level of service; of several in a second the worst counts. */
    synchronized void level(Duration at, String level) {
        int second = second(at);
        if (levels[second] == null || rank(level) > rank(levels[second])) {
            levels[second] = level;
        }
    }

    /** 0 for healthy, 1 for degraded, 2 for critical. */
    static int rank(String level) {
        return switch (level) {
            case "healthy" -> 0;
            case "degraded" -> 1;
            default -> 2;
        };
    }

    /** The level in a second; as it was before if nobody looked. */
    synchronized int levelAt(int second) {
        for (int i = second; i >= 0; i--) {
            if (levels[i] != null) {
                return rank(levels[i]);
            }
        }
        return 0;
    }

    private int second(Duration at) {
        return (int) Math.max(0, Math.min(seconds - 1, at.toSeconds()));
    }

    private AtomicIntegerArray array(Work work, Fate fate) {
        Map<Fate, AtomicIntegerArray> fates = counts.get(work);
        if (fates == null || fates.get(fate) == null) {
            throw new IllegalArgumentException(work + " " + fate);
        }
        return fates.get(fate);
    }

    int seconds() {
        return seconds;
    }

    /** How many of a kind there were from one moment to another, exclusive. */
    long count(Work work, Fate fate, Duration from, Duration to) {
        long sum = 0;
        for (int i = second(from); i < second(to); i++) {
            sum += array(work, fate).get(i);
        }
        return sum;
    }

    /** How many of a kind there were in a second. */
    int at(Work work, Fate fate, int second) {
        return array(work, fate).get(second);
    }

    /** How many were asked in a second, whatever became of them. */
    int offeredAt(int second) {
        int sum = 0;
        for (Work work : Work.values()) {
            for (Fate fate : Fate.values()) {
                sum += at(work, fate, second);
            }
        }
        return sum;
    }

    /** How long messages took that were accepted in a second. */
    Figures acceptedAt(int second) {
        return new Figures(accepted.get(second));
    }

    /** How long messages took that were accepted from one moment to another. */
    Figures accepted(Duration from, Duration to) {
        Collection<Long> all = new ArrayList<>();
        for (int i = second(from); i < second(to); i++) {
            all.addAll(accepted.get(i));
        }
        return new Figures(all);
    }
}
