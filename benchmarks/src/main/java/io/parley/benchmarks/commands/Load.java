package io.parley.benchmarks.commands;

import io.parley.contract.error.Rejection;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;

/**
 * Sends messages so that always the same number is under way: the next goes out as soon as one is answered. One thread sends, so
 * that as much of the machine as possible is left to what is measured.
 */
public final class Load {

    private static final long SEED = 42;
    private static final long PATIENCE_SECONDS = 60;

    private final CommandBus bus;
    private final Chats chats;

    /** To a node. */
    public Load(CommandBus bus, Chats chats) {
        this.bus = bus;
        this.chats = chats;
    }

    /**
     * Sends for a while, and waits for the last answer.
     *
     * @param inFlight how many are under way at once
     * @param refused which share of them is to be refused, 0 to 1
     */
    public Sent send(int inFlight, double refused, Duration duration) throws InterruptedException {
        Run run = new Run(inFlight);
        SplittableRandom random = new SplittableRandom(SEED);
        long began = System.nanoTime();
        long end = began + duration.toNanos();
        while (System.nanoTime() < end) {
            run.dispatch(random.nextDouble() < refused ? chats.refused(random) : chats.message(random));
        }
        run.awaitAll(inFlight);
        return run.sent(System.nanoTime() - began);
    }

    private final class Run {

        private final Semaphore free;
        private final Recorder latency = new Recorder(TimeUnit.MINUTES.toNanos(2), 3);
        private final LongAdder accepted = new LongAdder();
        private final LongAdder rejected = new LongAdder();
        private final LongAdder failed = new LongAdder();

        Run(int inFlight) {
            this.free = new Semaphore(inFlight);
        }

        void dispatch(Object command) throws InterruptedException {
            CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
            take(1);
            long sentAt = System.nanoTime();
            bus.dispatch(message, (sent, result) -> answered(sentAt, result));
        }

        private void answered(long sentAt, CommandResultMessage<?> result) {
            latency.recordValue(System.nanoTime() - sentAt);
            count(result).increment();
            free.release();
        }

        private LongAdder count(CommandResultMessage<?> result) {
            if (!result.isExceptional()) {
                return accepted;
            }
            return result.exceptionResult() instanceof Rejection ? rejected : failed;
        }

        void awaitAll(int inFlight) throws InterruptedException {
            take(inFlight);
        }

        private void take(int places) throws InterruptedException {
            if (!free.tryAcquire(places, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no answer to a command within " + PATIENCE_SECONDS + " s");
            }
        }

        Sent sent(long nanos) {
            Histogram all = latency.getIntervalHistogram();
            return new Sent(
                    nanos / 1e9,
                    accepted.sum(),
                    rejected.sum(),
                    failed.sum(),
                    all.getValueAtPercentile(50) / 1e6,
                    all.getValueAtPercentile(99) / 1e6);
        }
    }

    /**
     * What came of it.
     *
     * @param seconds from the first command until the last answer
     * @param accepted how many messages are durable
     * @param rejected how many were refused, as they should
     * @param failed how many failed otherwise
     * @param p50 median time from a command to its answer, in milliseconds
     * @param p99 the time that one in a hundred exceeds, in milliseconds
     */
    public record Sent(double seconds, long accepted, long rejected, long failed, double p50, double p99) {

        /** Commands answered in a second, whichever way. */
        public double rate() {
            return (accepted + rejected) / seconds;
        }
    }
}
