package io.parley.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.MetadataKeys;
import io.parley.contract.ParleyEvent;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.log.ProjectionProgress;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.Seen;
import io.parley.infra.testing.Tally;
import io.parley.infra.testing.Tally.Counted;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Projections as they run in a node: woken, told of, retried, built anew, restarted. */
class ProcessorsTest {

    private static final Map<String, String> NEVER_POLLING = Map.of("parley.store.tail.poll-interval", "1h");

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final ReceiptsId tally = TestNode.newTally();

    @Test
    void aReaderSeesWhatItWroteWithoutAnyonePolling() throws Exception {
        try (TestNode node = node(NEVER_POLLING)) {
            count(node, 1); // the first one waits for the processor to claim its segment
            reached(node, 1, 10);

            for (int i = 2; i <= 20; i++) {
                long position = count(node, 1);
                assertThat(position).isEqualTo(i);
                reached(node, position, 1);
                assertThat(node.bean(Seen.class).events()).hasSize(i);
            }
        }
    }

    @Test
    void aNewProjectionOnAFullStoreStartsAndCatchesUp() throws Exception {
        try (TestNode node = TestNode.on(database, Map.of())) {
            count(node, 700);
        }
        try (TestNode node = node(Map.of())) {
            reached(node, 700, 10);
            assertTotals(node.bean(Seen.class).events(), 700);
        }
    }

    @Test
    void aProjectionGoesOnWhereItWasAfterARestart() throws Exception {
        try (TestNode node = node(Map.of())) {
            reached(node, count(node, 5), 10);
        }
        try (TestNode node = node(Map.of())) {
            assertThat(node.bean(ProjectionProgress.class).position(Seen.GROUP)).isEqualTo(5);
            reached(node, count(node, 1), 10);
            assertThat(node.bean(Seen.class).events()).containsExactly(new Counted(tally, 6));
        }
    }

    @Test
    void aProjectionThatFailsTriesAgainAndPassesNoEventOver() throws Exception {
        try (TestNode node = node(Map.of("parley.processors.claim-interval", "50ms"))) {
            reached(node, count(node, 1), 10);
            node.bean(Seen.class).failNext(2);

            reachedInTheEnd(node, count(node, 4));

            assertTotals(node.bean(Seen.class).events(), 5);
        }
    }

    @Test
    void aProjectionCanBeBuiltAnew() throws Exception {
        try (TestNode node = node(Map.of())) {
            reached(node, count(node, 5), 10);
            StreamingEventProcessor processor = node.bean(EventProcessingConfiguration.class)
                    .eventProcessor(Seen.GROUP, StreamingEventProcessor.class)
                    .orElseThrow();
            processor.shutDown();
            node.bean(Seen.class).events().clear();
            processor.resetTokens();
            assertThat(node.bean(ProjectionProgress.class).position(Seen.GROUP)).isZero();

            processor.start();

            reachedInTheEnd(node, 5);
            assertTotals(node.bean(Seen.class).events(), 5);
            assertThat(node.bean(Seen.class).replayed()).isEqualTo(5);
        }
    }

    @Test
    void aProjectionOnAnotherNodeIsWaitedForToo() throws Exception {
        try (TestNode worker = node(Map.of());
                TestNode reader = TestNode.on(database, Map.of())) {
            reached(worker, count(worker, 1), 10);
            long position = count(reader, 3);

            reached(reader, position, 10);

            assertThat(worker.bean(Seen.class).events()).hasSize(4);
        }
    }

    @Test
    void whatADeadNodeHasClaimedIsTakenOverWhenItsClaimIsOverAndNotBefore() throws Exception {
        try (TestNode node = node(Map.of())) {
            reached(node, count(node, 3), 10);
        }
        Instant claimed = Instant.now().plusSeconds(3);
        JdbcClient.create(database)
                .sql("UPDATE work.token SET owner = 'dead', timestamp = ? WHERE processorname = ?")
                .params(DateTimeUtils.formatInstant(claimed), Seen.GROUP)
                .update();

        try (TestNode node =
                node(Map.of("parley.store.claim-timeout", "2s", "parley.processors.claim-interval", "50ms"))) {
            long position = count(node, 1);
            reachedInTheEnd(node, position);

            assertThat(Instant.now()).isAfter(claimed.plusSeconds(2));
            assertThat(node.bean(Seen.class).events()).containsExactly(new Counted(tally, 4));
        }
    }

    @Test
    void aReaderWaitsForSegmentsWithoutEventsTooAndNotForLong() throws Exception {
        try (TestNode node = node(Map.of("parley.processors.segments", "4"))) {
            reachedInTheEnd(node, count(node, 1));
            for (int i = 0; i < 5; i++) {
                reached(node, count(node, 1), 1);
            }
            assertTotals(node.bean(Seen.class).events(), 6);
        }
    }

    @Test
    void largeAggregatesGetSnapshotsAndAreReadFromThem() throws Exception {
        try (TestNode node = TestNode.on(database, Map.of("parley.store.snapshot-every", "5"))) {
            for (int i = 0; i < 12; i++) {
                if (i == 5) { // while one is being taken no other is
                    await().atMost(Duration.ofSeconds(10)).until(() -> latestSnapshot() >= 4);
                }
                count(node, 1);
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> latestSnapshot() >= 9);
        }
        try (TestNode node = TestNode.on(database, Map.of())) {
            assertThat(node.bean(EventStore.class)
                            .readEvents(tally.toString())
                            .asStream()
                            .count())
                    .isLessThanOrEqualTo(3);
            count(node, 1);
            assertThat(node.bean(EventStore.class).lastSequenceNumberFor(tally.toString()))
                    .contains(12L);
        }
    }

    private long latestSnapshot() {
        return JdbcClient.create(database)
                .sql("SELECT coalesce(max(sequence_number), -1) FROM work.snapshot")
                .query(Long.class)
                .single();
    }

    private TestNode node(Map<String, String> properties) {
        return TestNode.on(database, properties, Seen.Wiring.class);
    }

    private long count(TestNode node, int times) throws Exception {
        CommandResultMessage<?> result =
                node.send(new Tally.Count(tally, times)).get(10, TimeUnit.SECONDS);
        assertThat(result.isExceptional()).as("%s", result).isFalse();
        return (Long) Objects.requireNonNull(result.getMetaData().get(MetadataKeys.POSITION));
    }

    private static void reached(TestNode node, long position, int seconds) throws Exception {
        await().atMost(Duration.ofSeconds(seconds)).until(() -> node.bean(ProjectionProgress.class)
                .reached(Seen.GROUP, position)
                .handle((done, refusal) -> refusal == null)
                .get(10, TimeUnit.SECONDS));
    }

    private static void reachedInTheEnd(TestNode node, long position) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> node.bean(ProjectionProgress.class).position(Seen.GROUP) >= position);
    }

    private static void assertTotals(List<ParleyEvent> events, int upTo) {
        assertThat(events.stream().map(event -> ((Counted) event).total()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, upTo).boxed().toList());
    }
}
