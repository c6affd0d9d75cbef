package io.parley.benchmarks.contest;

import io.parley.benchmarks.wire.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Lets speakers speak and takes the times. In a closed loop each says the next when the last is finished; in an open one they speak at
 * a rate whatever becomes of what was said earlier, and times count from when it was due.
 */
final class Talk {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN = 5;
    private static final double NANOS = 1e9;

    private final EventLoop loop;
    private final Contender contender;
    private final Histogram cycles = new Histogram(LONGEST, DIGITS);
    private final Histogram deliveries = new Histogram(LONGEST, DIGITS);
    private final List<Turns> turns = new ArrayList<>();

    // of the loop's thread
    private long end;
    private long finished;
    private long all;
    private boolean closed;

    private volatile int talking;

    private Talk(EventLoop loop, Contender contender) {
        this.loop = loop;
        this.contender = contender;
        contender.speakers().forEach(speaker -> turns.add(new Turns(speaker)));
    }

    /** Each speaker as fast as it can. */
    static Measured closed(EventLoop loop, Contender contender, Duration duration) throws InterruptedException {
        Talk talk = new Talk(loop, contender);
        talk.closed = true;
        return talk.measure(duration, began -> {
            loop.execute(() -> talk.turns.forEach(each -> each.due(System.nanoTime())));
            talk.sleepUntil(began + duration.toNanos());
        });
    }

    /** All speakers in turns, so many times a second. */
    static Measured open(EventLoop loop, Contender contender, int rate, Duration duration) throws InterruptedException {
        Talk talk = new Talk(loop, contender);
        return talk.measure(duration, began -> {
            long count = duration.toSeconds() * rate;
            for (long i = 0; i < count; i++) {
                long due = began + (long) (i * NANOS / rate);
                talk.sleepUntil(due);
                Turns next = talk.turns.get((int) (i % talk.turns.size()));
                loop.execute(() -> next.due(due));
            }
        });
    }

    private Measured measure(Duration duration, Beginning beginning) throws InterruptedException {
        ProcessorTime self = ProcessorTime.of(ProcessHandle.current().pid());
        double server = contender.server().seconds();
        double database = contender.database().seconds();
        double generator = self.seconds();
        long began = System.nanoTime();
        loop.execute(() -> end = began + duration.toNanos());
        beginning.from(began);
        awaitQuiet();
        return new Measured(
                finished,
                all,
                duration.toNanos() / NANOS,
                cycles,
                deliveries,
                contender.server().seconds() - server,
                contender.database().seconds() - database,
                self.seconds() - generator);
    }

    private void sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
            loop.check();
        }
    }

    private void awaitQuiet() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            Thread.sleep(LOOK_AGAIN);
            loop.check();
            loop.execute(
                    () -> talking = (int) turns.stream().filter(Turns::busy).count());
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(contender.name() + " left " + talking + " speakers waiting");
            }
        } while (talking != 0 || !looked());
    }

    /** Whether the loop has done all that it was given before. */
    private boolean looked() throws InterruptedException {
        java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
        loop.execute(done::countDown);
        return done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && talking == 0;
    }

    @FunctionalInterface
    private interface Beginning {

        void from(long began) throws InterruptedException;
    }

    /** What one speaker has to say, one after the other. Of the loop's thread. */
    private final class Turns implements Speaker.Listener {

        private final Speaker speaker;
        private final Queue<Long> due = new ArrayDeque<>();

        Turns(Speaker speaker) {
            this.speaker = speaker;
        }

        boolean busy() {
            return !due.isEmpty();
        }

        void due(long time) {
            due.add(time);
            if (due.size() == 1) {
                speaker.begin(this);
            }
        }

        @Override
        public void delivered() {
            deliveries.recordValue(System.nanoTime() - due.element());
        }

        @Override
        public void finished() {
            long now = System.nanoTime();
            cycles.recordValue(now - due.remove());
            all++;
            if (now <= end) {
                finished++;
            }
            if (closed && now < end) {
                due.add(now);
            }
            if (!due.isEmpty()) {
                speaker.begin(this);
            }
        }
    }
}
