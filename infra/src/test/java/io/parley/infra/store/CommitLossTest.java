package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.MetadataKeys;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.log.EventTail;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.FlakyProxy;
import io.parley.infra.testing.FlakyProxy.Cut;
import io.parley.infra.testing.Tally;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is lost while a commit is under way: whoever asks is told what came of it, and told the truth. */
class CommitLossTest {

    private static final int WRITERS = 4;
    private static final int CUTS = 12;

    private final FlakyProxy proxy = FlakyProxy.before(TestPostgres.freshDatabase());
    private final HikariDataSource address = proxy.address();
    private final TestNode node = TestNode.on(address, Map.of());

    @AfterEach
    void close() {
        node.close();
        address.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void anAppendWhoseCommitIsCutIsReportedAsUnavailableAndIsThereWholeOrNotAtAll(Cut cut) {
        StoreUnderTest store = new NodeStore(node);
        ReceiptsId aggregate = Examples.newAggregate();
        proxy.cutNext(cut);

        assertThatThrownBy(() -> store.append(counted(aggregate, 0, 3)))
                .satisfies(e -> assertThat(StoreFailures.isUnavailable(e)).isTrue());

        long expected = cut == Cut.BEFORE_THE_SERVER ? 0 : 3;
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(store.tail().head()).isEqualTo(expected));
        assertThat(store.append(counted(Examples.newAggregate(), 0))).isEqualTo(expected + 1);
        assertThat(stored(aggregate)).isEqualTo(expected);
        assertThat(proxy.cuts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aCommandWhoseCommitIsCutIsAnsweredByWhatTheLogHas(Cut cut) throws Exception {
        ReceiptsId tally = TestNode.newTally();
        proxy.cutNext(cut);

        CommandResultMessage<?> answer = count(tally);

        if (cut == Cut.BEFORE_THE_SERVER) {
            assertThat(isRefusedAsUnavailable(answer)).isTrue();
            assertThat(stored(tally)).isZero();
        } else {
            assertThat(answer.getPayload()).isEqualTo(1L);
            assertThat(answer.getMetaData()).containsEntry(MetadataKeys.POSITION, 1L);
            assertThat(stored(tally)).isEqualTo(1);
        }
        assertThat(count(tally).getPayload()).isEqualTo(stored(tally));
        assertThat(proxy.cuts()).isEqualTo(1);
    }

    /** Not "at most" and not "at least": what was answered is what is stored. */
    @ParameterizedTest
    @EnumSource(Cut.class)
    void underLoadWhatIsAcknowledgedIsStoredAndWhatIsRefusedIsNot(Cut cut) throws Exception {
        List<Long> heard = new CopyOnWriteArrayList<>();
        node.bean(EventTail.class).follow("test", 0, event -> heard.add(event.position()));
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Outcome>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(CompletableFuture.supplyAsync(() -> countUntil(stop)));
        }

        for (int i = 1; i <= CUTS; i++) {
            int cuts = i;
            proxy.cutNext(cut);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(ThreadLocalRandom.current().nextInt(10, 60)))
                    .until(() -> proxy.cuts() >= cuts);
        }
        stop.set(true);

        for (CompletableFuture<Outcome> writer : writers) {
            Outcome outcome = writer.get(60, TimeUnit.SECONDS);
            assertThat(stored(outcome.tally)).isEqualTo(outcome.acknowledged);
        }
        long head = node.bean(EventTail.class).head();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(heard)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, head).boxed().toList()));
    }

    private Outcome countUntil(AtomicBoolean stop) {
        ReceiptsId tally = TestNode.newTally();
        long acknowledged = 0;
        while (!stop.get()) {
            CommandResultMessage<?> answer = count(tally);
            if (!isRefusedAsUnavailable(answer)) {
                acknowledged++;
                assertThat(answer.getPayload()).isEqualTo(acknowledged);
            }
        }
        return new Outcome(tally, acknowledged);
    }

    private CommandResultMessage<?> count(ReceiptsId tally) {
        return node.send(new Tally.Count(tally, 1))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static boolean isRefusedAsUnavailable(CommandResultMessage<?> answer) {
        if (!answer.isExceptional()) {
            return false;
        }
        assertThat(answer.exceptionResult())
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        return true;
    }

    private long stored(ReceiptsId aggregate) {
        return node.bean(EventStore.class)
                .lastSequenceNumberFor(aggregate.toString())
                .map(last -> last + 1)
                .orElse(0L);
    }

    private record Outcome(ReceiptsId tally, long acknowledged) {}
}
