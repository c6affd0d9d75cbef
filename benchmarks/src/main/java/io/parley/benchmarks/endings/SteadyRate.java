package io.parley.benchmarks.endings;

import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Table;
import io.parley.contract.message.MessageCommand.SendMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Others who send meanwhile: so many messages a second whatever becomes of the earlier ones. Times run from when a message was due to
 * be sent until it is durable.
 */
public final class SteadyRate implements AutoCloseable {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;
    private static final double SLOW = 99;

    private final Commands commands;
    private final Supplier<SendMessage> messages;
    private final int rate;
    private final Recorder times = new Recorder(LONGEST, DIGITS);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "steady-rate");
    private volatile boolean ended;

    private SteadyRate(Commands commands, Supplier<SendMessage> messages, int rate) {
        this.commands = commands;
        this.messages = messages;
        this.rate = rate;
        thread.setDaemon(true);
    }

    /** Begins. */
    public static SteadyRate start(Commands commands, Chats chats, int rate) {
        SteadyRate begun = new SteadyRate(commands, chats.inTurns(), rate);
        begun.thread.start();
        return begun;
    }

    private void run() {
        long began = System.nanoTime();
        for (long i = 0; !ended; i++) {
            long due = began + (long) (i * NANOS / rate);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            commands.send(messages.get()).whenComplete((answer, failed) -> {
                failure.compareAndSet(null, failed);
                times.recordValue(Math.min(LONGEST, System.nanoTime() - due));
            });
        }
    }

    /** Forgets what was so far: what comes next is what counts. */
    public void begin() {
        times.reset();
    }

    /** The times since the beginning, or since they were last asked for. */
    public Times times() {
        if (failure.get() != null) {
            throw new IllegalStateException("a message could not be sent", failure.get());
        }
        Histogram all = times.getIntervalHistogram();
        return new Times(
                all.getTotalCount(), all.getValueAtPercentile(50) / MILLIS, all.getValueAtPercentile(SLOW) / MILLIS);
    }

    /** Lets it go on for a while, and says how it went. */
    public Times during(Duration duration) throws InterruptedException {
        begin();
        Thread.sleep(duration.toMillis());
        return times();
    }

    /** How it went without something, and with it. */
    public static Table table(String title, Times without, String what, Times with) {
        return new Table(
                title, List.of("", "messages", "p50", "p99"), List.of(row("without", without), row(what, with)));
    }

    private static List<String> row(String name, Times times) {
        return List.of(name, Numbers.plain(times.messages), Numbers.plain(times.p50), Numbers.plain(times.p99));
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * How long sending took.
     *
     * @param messages how many were sent
     * @param p50 median, in milliseconds
     * @param p99 what one in a hundred exceeds, in milliseconds
     */
    public record Times(long messages, double p50, double p99) {}
}
