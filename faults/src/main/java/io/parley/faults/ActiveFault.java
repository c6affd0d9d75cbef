package io.parley.faults;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A fault that happens until it has happened often enough or is lifted. Thread-safe. */
public final class ActiveFault {

    /** For how many messages of lanes it is remembered how often it happened; those longest ago are forgotten first. */
    private static final int REMEMBERED = 100_000;

    private final Fault fault;
    private final CountDownLatch lifted = new CountDownLatch(1);
    private final Map<Subject, Integer> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };
    private int fired;

    ActiveFault(Fault fault) {
        this.fault = fault;
    }

    /** How often it has happened. */
    public synchronized int fired() {
        return fired;
    }

    /** Ends it; whoever is stalled goes on. */
    public void lift() {
        lifted.countDown();
    }

    Fault fault() {
        return fault;
    }

    /** Whether it happens here and now: the how-manieth time it is for this subject, or 0. */
    synchronized int fires(Point reached, Subject subject) {
        if (isLifted() || !fault.point().names(reached) || !fault.choice().takes(subject) || fired >= fault.times()) {
            return 0;
        }
        int before = counts.getOrDefault(subject, 0);
        if (before >= fault.each()) {
            return 0;
        }
        counts.put(subject, before + 1);
        fired++;
        return before + 1;
    }

    private boolean isLifted() {
        return lifted.getCount() == 0;
    }

    /** Waits until it is lifted, or as long as it lasts. */
    void stall() {
        try {
            boolean early = lifted.await(fault.duration().toNanos(), TimeUnit.NANOSECONDS);
            Faults.LOG.warn("Fault: {} {}", fault.point(), early ? "lifted" : "over");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
