package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static io.parley.infra.store.Examples.newAggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;

/** Many threads that write transactions of one to four events; some dawdle before their commit, some roll back. */
final class ManyWriters {

    private ManyWriters() {}

    /** Returns the position of the last event of each transaction that was committed. */
    static List<Long> write(List<StoreUnderTest> stores, int threads, int transactions) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                StoreUnderTest store = stores.get(thread % stores.size());
                running.add(pool.submit(() -> writeSome(store, transactions)));
            }
            List<Long> written = new ArrayList<>();
            for (Future<List<Long>> each : running) {
                written.addAll(each.get(60, TimeUnit.SECONDS));
            }
            return written;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Long> writeSome(StoreUnderTest store, int transactions) {
        List<Long> written = new ArrayList<>();
        for (int i = 0; i < transactions; i++) {
            int dice = ThreadLocalRandom.current().nextInt(10);
            List<EventMessage<?>> events = Arrays.asList(counted(newAggregate(), 0, 1 + dice % 4));
            try {
                written.add(store.append(events, () -> dawdleOrFail(dice)));
            } catch (ChangeOfMind e) {
                // as intended
            }
        }
        return written;
    }

    private static void dawdleOrFail(int dice) {
        if (dice == 0) {
            throw new ChangeOfMind();
        }
        if (dice < 4) {
            try {
                Thread.sleep(dice);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class ChangeOfMind extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
