package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.MetadataKeys;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.log.EventTail;
import io.parley.infra.postgres.RestartableDatabase;
import io.parley.infra.testing.Tally;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;

/** The database is killed under load and comes back: nothing that was acknowledged is lost, and all go on by themselves. */
class DatabaseRestartTest {

    private static final int WRITERS = 4;

    @Test
    void nothingAcknowledgedIsLostWhenTheDatabaseIsKilledUnderLoad() throws Exception {
        try (RestartableDatabase database = RestartableDatabase.start("under-load");
                TestNode node = TestNode.on(database.address(), Map.of("parley.db.connection-timeout", "1s"))) {
            List<Long> heard = new CopyOnWriteArrayList<>();
            node.bean(EventTail.class).follow("test", 0, event -> heard.add(event.position()));
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong counted = new AtomicLong();
            ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
            List<Future<Outcome>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(pool.submit(() -> countUntil(stop, node, counted)));
            }

            for (int i = 0; i < 2; i++) {
                TimeUnit.SECONDS.sleep(1);
                database.kill();
                TimeUnit.SECONDS.sleep(1);
                database.startAgain();
            }
            long before = counted.get();
            // the pool tries again at longer and longer intervals, up to 5 s
            await().atMost(Duration.ofSeconds(30)).until(() -> counted.get() > before + 10 * WRITERS);
            stop.set(true);

            for (Future<Outcome> writer : writers) {
                Outcome outcome = writer.get(60, TimeUnit.SECONDS);
                // those who read have a pool of their own, which may still be about to try again
                await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> check(outcome, node));
            }
            pool.shutdown();
            long head = node.bean(EventTail.class).head();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(heard)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, head).boxed().toList()));
        }
    }

    private static void check(Outcome outcome, TestNode node) {
        long stored = node.bean(EventStore.class)
                .lastSequenceNumberFor(outcome.tally.toString())
                .map(last -> last + 1)
                .orElse(0L);
        // who waited behind a commit in doubt may have waited for too long, or just long enough and was never refused
        assertThat(outcome.refusals).isSubsetOf(ErrorCode.UNAVAILABLE, ErrorCode.OVERLOADED);
        assertThat(outcome.acknowledged).isGreaterThan(10);
        // what failed may have been committed before its answer was lost
        assertThat(stored).isBetween(outcome.acknowledged, outcome.acknowledged + outcome.refusals.size());
        assertThat(outcome.lastTotal).isLessThanOrEqualTo(stored);
    }

    private static Outcome countUntil(AtomicBoolean stop, TestNode node, AtomicLong counted) throws Exception {
        ReceiptsId tally = TestNode.newTally();
        List<ErrorCode> refusals = new ArrayList<>();
        long acknowledged = 0;
        long total = 0;
        while (!stop.get()) {
            CommandResultMessage<?> result =
                    node.send(new Tally.Count(tally, 1)).get(60, TimeUnit.SECONDS);
            if (result.isExceptional()) {
                assertThat(result.exceptionResult()).isInstanceOf(Rejection.class);
                refusals.add(((Rejection) result.exceptionResult()).code());
            } else {
                acknowledged++;
                counted.incrementAndGet();
                total = (Long) result.getPayload();
                assertThat(result.getMetaData()).containsKey(MetadataKeys.POSITION);
            }
        }
        return new Outcome(tally, acknowledged, total, refusals);
    }

    private record Outcome(ReceiptsId tally, long acknowledged, long lastTotal, List<ErrorCode> refusals) {}
}
