package io.parley.infra.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.MetadataKeys;
import io.parley.contract.id.ReceiptsId;
import io.parley.infra.saga.Trial.Began;
import io.parley.infra.saga.Trial.Noted;
import io.parley.infra.saga.Trial.Went;
import io.parley.infra.saga.Trials.Entered;
import io.parley.infra.testing.Tally;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.junit.jupiter.api.Test;

/** Sagas and deadlines as they run in a node. */
class SagasTest extends SagaFixture {

    @Test
    void whatEndsInTheHandlerInWhichItBeganIsNeverWritten() {
        TestNode node = start();

        tell(node, new Began("a", null));

        assertThat(trials(node).entered("began")).hasSize(1);
        assertThat(rows("saga_entry")).isZero();
        assertThat(rows("association_value_entry")).isZero();
        assertThat(rows("scheduled_tasks")).isZero();
    }

    @Test
    void whatDoesNotEndIsWrittenTogetherWithItsDeadline() {
        TestNode node = start();

        tell(node, new Began("a", LATER));

        assertThat(rows("saga_entry")).isOne();
        assertThat(rows("association_value_entry")).isOne();
        assertThat(rows("scheduled_tasks")).isOne();
        assertThat(jdbc.sql("""
                        SELECT count(DISTINCT made.by) FROM (
                            SELECT xmin::text AS by FROM work.saga_entry
                            UNION ALL SELECT xmin::text FROM work.association_value_entry
                            UNION ALL SELECT xmin::text FROM work.scheduled_tasks) AS made""").query(Long.class).single()).as("transactions").isOne();
    }

    /** Who looks for sagas that nothing will wake goes by this. */
    @Test
    void aDeadlineNamesItsSaga() {
        TestNode node = start();

        tell(node, new Began("a", LATER));

        assertThat(jdbc.sql("""
                        SELECT count(*) FROM work.saga_entry s JOIN work.scheduled_tasks t
                            ON strpos(convert_from(t.task_data, 'UTF8'), s.saga_id) > 0""").query(Long.class).single()).isOne();
    }

    @Test
    void aHandlerThatFailsLeavesNeitherSagaNorDeadlineIsSeenAndIsTriedAgain() {
        TestNode node = start();
        CountDownLatch twice = new CountDownLatch(2);
        AtomicBoolean failing = new AtomicBoolean(true);
        trials(node).when("began", () -> {
            twice.countDown();
            if (failing.get()) {
                throw new IllegalStateException("told to fail");
            }
        });
        long position = append(node, GenericEventMessage.asEventMessage(new Began("a", LATER)));

        await().atMost(SOON).until(() -> twice.getCount() == 0);
        assertThat(rows("saga_entry") + rows("scheduled_tasks")).isZero();
        assertThat(node.bean(MeterRegistry.class)
                        .get("parley.processor.failed")
                        .tag("processor", Trials.PROCESSOR)
                        .counter()
                        .count())
                .isPositive();
        failing.set(false);

        taken(node, position);
        assertThat(rows("saga_entry")).isOne();
        assertThat(rows("scheduled_tasks")).isOne();
    }

    @Test
    void whatASagaKnowsOutlivesTheNodeAndItsDeadlineFiresLateRatherThanNever() {
        ReceiptsId tally = TestNode.newTally();
        TestNode first = start();
        tell(first, new Began("a", Duration.ofSeconds(2)));
        tell(first, new Went("a", "went"));
        Trials before = trials(first);
        first.close();
        assertThat(before.entered("due")).isEmpty();
        assertThat(state()).contains("\"heard\":[\"began\",\"went\"]").contains("\"name\":\"a\"");
        await().atMost(SOON).until(() -> dueSince() > 0);

        TestNode second = start();
        trials(second).commands().add(new Tally.Count(tally, 1));
        entered(second, "due", 1);

        assertThat(trials(second).entered("due").get(0).heard()).containsExactly("began", "went", "due");
        nothingIsLeft();
        assertThat(trials(second).entered("due")).hasSize(1);
    }

    private double dueSince() {
        return jdbc.sql("SELECT extract(epoch FROM now() - execution_time) FROM work.scheduled_tasks")
                .query(Double.class)
                .single();
    }

    @Test
    void aDeadlineThatFailsIsCountedAndTriedAgainAfterLongerAndLongerWaits() {
        TestNode node = start();
        trials(node).fail("due", 3);

        tell(node, new Began("a", Duration.ZERO));
        nothingIsLeft();

        List<Entered> tries = trials(node).entered("due");
        assertThat(tries).hasSize(4).allSatisfy(one -> assertThat(one.heard()).containsExactly("began", "due"));
        assertThat(between(tries.get(0), tries.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(49));
        assertThat(between(tries.get(1), tries.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(99));
        assertThat(between(tries.get(2), tries.get(3))).isGreaterThanOrEqualTo(Duration.ofMillis(149));
        assertThat(count(node, "parley.deadlines.failed")).isEqualTo(3);
        assertThat(count(node, "parley.deadlines.handled")).isEqualTo(1);
    }

    private static Duration between(Entered one, Entered next) {
        return Duration.between(one.at(), next.at());
    }

    private static double count(TestNode node, String counter) {
        return node.bean(MeterRegistry.class).get(counter).counter().count();
    }

    @Test
    void aDeadlineBringsWhatItWasGiven() {
        TestNode node = start();
        tell(node, new Began("a", LATER));

        tell(node, new Noted("a", "milk"));

        entered(node, "milk", 1);
        assertThat(trials(node).entered("milk").get(0).heard()).containsExactly("began", "noted", "milk");
    }

    @Test
    void aNodeThatWasTakenForDeadChangesNothing() {
        TestNode node = start();
        trials(node).goOnWhenDue();
        AtomicBoolean taken = new AtomicBoolean();
        trials(node).when("due", () -> {
            if (taken.compareAndSet(false, true)) {
                jdbc.sql("UPDATE work.scheduled_tasks SET version = version + 1, picked = false, picked_by = NULL")
                        .update();
            }
        });

        tell(node, new Began("a", Duration.ZERO));
        entered(node, "due", 2);

        await().atMost(SOON).until(() -> rows("scheduled_tasks") == 0);
        assertThat(state()).contains("[\"began\",\"due\"]");
        assertThat(count(node, "parley.deadlines.handled")).isEqualTo(1);
    }

    @Test
    void whatADeadNodeHadPickedUpIsTakenOver() {
        TestNode node = start();
        tell(node, new Began("a", LATER));
        jdbc.sql("""
                        UPDATE work.scheduled_tasks SET picked = true, picked_by = 'dead', version = version + 1,
                            execution_time = now() - interval '1 minute', last_heartbeat = now() - interval '1 minute'""").update();

        nothingIsLeft();

        assertThat(trials(node).entered("due")).hasSize(1);
        assertThat(count(node, "parley.deadlines.taken.over")).isEqualTo(1);
    }

    @Test
    void anEventAndADeadlineAtOnceBothCount() {
        TestNode node = start();
        trials(node).goOnWhenDue();
        CountDownLatch due = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        trials(node).when("due", () -> {
            due.countDown();
            Latches.await(goOn);
        });
        tell(node, new Began("a", Duration.ZERO));
        Latches.await(due);

        long position = append(node, GenericEventMessage.asEventMessage(new Went("a", "went")));
        await().during(Duration.ofMillis(300))
                .until(() -> trials(node).entered("went").isEmpty());
        goOn.countDown();

        taken(node, position);
        assertThat(state()).contains("[\"began\",\"due\",\"went\"]");
    }

    @Test
    void eventsThatConcernNoSagaAreLeftOut() {
        TestNode node = start();
        tell(node, new Began("a", LATER));

        tell(node, new Went("a", Trials.OF_NO_CONCERN));
        tell(node, new Went("b", "of another"));
        tell(node, new Went("a", "went"));

        assertThat(state()).contains("[\"began\",\"went\"]");
    }

    @Test
    void whatComesOfADeadlineIsOfTheSameRequestAndActor() {
        ReceiptsId tally = TestNode.newTally();
        TestNode node = start();
        trials(node).commands().add(new Tally.Count(tally, 1));

        append(
                node,
                new GenericEventMessage<>(
                        new Began("a", Duration.ZERO),
                        Map.of(MetadataKeys.CORRELATION_ID, "the request", MetadataKeys.ACTOR, "somebody")));
        nothingIsLeft();

        assertThat(node.bean(EventStore.class)
                        .readEvents(tally.toString())
                        .next()
                        .getMetaData())
                .containsEntry(MetadataKeys.CORRELATION_ID, "the request")
                .containsEntry(MetadataKeys.ACTOR, "somebody");
    }

    @Test
    void aStopLetsADeadlineThatIsBeingHandledComeToItsEnd() throws Exception {
        ReceiptsId tally = TestNode.newTally();
        TestNode node = start();
        trials(node).commands().add(new Tally.Count(tally, 1));
        CountDownLatch due = new CountDownLatch(1);
        trials(node).when("due", () -> {
            due.countDown();
            Latches.pause(Duration.ofMillis(500));
        });
        tell(node, new Began("a", Duration.ZERO));
        assertThat(due.await(15, TimeUnit.SECONDS)).isTrue();

        node.close();

        assertThat(rows("saga_entry") + rows("scheduled_tasks")).isZero();
    }

    @Test
    void sagasAndDeadlinesAreKeptWhereWeMean() {
        TestNode node = start();
        org.axonframework.config.Configuration axon = node.bean(org.axonframework.config.Configuration.class);

        assertThat(axon.getComponent(SagaStore.class)).isInstanceOf(JdbcSagaStore.class);
        assertThat(axon.eventProcessingConfiguration().sagaStore()).isSameAs(axon.getComponent(SagaStore.class));
        assertThat(axon.getComponent(DeadlineManager.class)).isInstanceOf(DbSchedulerDeadlineManager.class);
        assertThat(axon.deadlineManager()).isSameAs(axon.getComponent(DeadlineManager.class));
    }
}
