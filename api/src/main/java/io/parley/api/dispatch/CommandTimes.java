package io.parley.api.dispatch;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How long commands take at present, for who gives way to them. Of many, the last {@value #KEPT} are remembered. */
@Component
public final class CommandTimes {

    private static final int KEPT = 256;

    private final LongSupplier nanos;
    private final long[] taken = new long[KEPT];
    private int done;
    private int underWay;

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
    public synchronized Runnable begin() {
        underWay++;
        long began = nanos.getAsLong();
        return () -> end(began);
    }

    private synchronized void end(long began) {
        underWay--;
        taken[done % KEPT] = nanos.getAsLong() - began;
        done++;
    }

    /** How many have ended since the last look. */
    public synchronized int done() {
        return done;
    }

    /** Says how long those took that ended since the last look. */
    public synchronized Seen look() {
        long[] sorted = Arrays.copyOf(taken, Math.min(done, KEPT));
        Arrays.sort(sorted);
        Seen seen = sorted.length == 0
                ? new Seen(0, underWay, Duration.ZERO, Duration.ZERO)
                : new Seen(
                        done,
                        underWay,
                        Duration.ofNanos(sorted[sorted.length / 2]),
                        Duration.ofNanos(sorted[(sorted.length * 9 - 1) / 10]));
        done = 0;
        return seen;
    }
}
