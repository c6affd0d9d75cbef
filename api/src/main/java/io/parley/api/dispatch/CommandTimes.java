package io.parley.api.dispatch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How long commands take at present, for who gives way to them and for who decides on the level of service. */
@Component
public final class CommandTimes {

    private final LongSupplier nanos;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();

    @Autowired
    CommandTimes() {
        this(System::nanoTime);
    }

    /** With a clock of nanoseconds. */
    public CommandTimes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * What was seen since the look before.
     *
     * @param done how many commands were carried out or refused
     * @param underWay how many were not yet
     * @param usual how long half of them took at most; zero if there was none
     * @param most how long nine of ten of them took at most; zero if there was none
     */
    public record Seen(int done, int underWay, Duration usual, Duration most) {}

    /** Notes that one has begun, and gives what is to be run at its end. */
    public Runnable begin() {
        underWay.incrementAndGet();
        long began = nanos.getAsLong();
        return () -> end(began);
    }

    private void end(long began) {
        underWay.decrementAndGet();
        long taken = nanos.getAsLong() - began;
        watches.forEach(watch -> watch.end(taken));
    }

    /** Begins to watch, for as long as the node runs. */
    public Watch watch() {
        Watch watch = new Watch();
        watches.add(watch);
        return watch;
    }

    /** What one of those who watch has seen. Of many commands, the last {@value #KEPT} are remembered. */
    public final class Watch {

        private static final int KEPT = 256;

        private final long[] taken = new long[KEPT];
        private int done;

        private Watch() {}

        private synchronized void end(long nanoseconds) {
            taken[done % KEPT] = nanoseconds;
            done++;
        }

        /** How many have ended since the last look. */
        public synchronized int done() {
            return done;
        }

        /** Says how long those took that ended since the last look. */
        public Seen look() {
            long[] sorted;
            int count;
            synchronized (this) {
                count = done;
                sorted = Arrays.copyOf(taken, Math.min(done, KEPT));
                done = 0;
            }
            Arrays.sort(sorted);
            return sorted.length == 0
                    ? new Seen(0, underWay.get(), Duration.ZERO, Duration.ZERO)
                    : new Seen(
                            count,
                            underWay.get(),
                            Duration.ofNanos(sorted[sorted.length / 2]),
                            Duration.ofNanos(sorted[(sorted.length * 9 - 1) / 10]));
        }
    }
}
