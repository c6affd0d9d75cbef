package io.parley.benchmarks.sessions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import org.HdrHistogram.Histogram;

/**
 * What came of looking up as fast as can be.
 *
 * @param perSecond how many users were found in a second
 * @param p50 how long one call took, in microseconds
 * @param p99 likewise
 */
record LookUps(double perSecond, double p50, double p99) {

    private static final double NANOS_PER_MICRO = 1_000;
    private static final int DIGITS = 3;

    /**
     * Measures.
     *
     * @param threads how many look up at once
     * @param most a call is given a random number below it
     * @param call looks something up and answers how many users it found
     */
    static LookUps measure(int threads, Duration time, int most, IntUnaryOperator call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Counted>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                SplittableRandom random = new SplittableRandom(i);
                running.add(pool.submit(() -> count(time, () -> call.applyAsInt(random.nextInt(most)))));
            }
            Histogram all = new Histogram(DIGITS);
            double found = 0;
            for (Future<Counted> one : running) {
                all.add(one.get().times());
                found += one.get().found();
            }
            return new LookUps(
                    found / (time.toNanos() / 1e9),
                    all.getValueAtPercentile(50) / NANOS_PER_MICRO,
                    all.getValueAtPercentile(99) / NANOS_PER_MICRO);
        } finally {
            pool.shutdown();
        }
    }

    private static Counted count(Duration time, IntSupplier call) {
        Histogram times = new Histogram(DIGITS);
        long found = 0;
        long began = System.nanoTime();
        long last = began;
        while (last - began < time.toNanos()) {
            found += call.getAsInt();
            long now = System.nanoTime();
            times.recordValue(now - last);
            last = now;
        }
        return new Counted(found, times);
    }

    private record Counted(long found, Histogram times) {}
}
