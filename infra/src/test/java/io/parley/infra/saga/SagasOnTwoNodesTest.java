package io.parley.infra.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.infra.saga.Trial.Began;
import io.parley.infra.saga.Trial.Went;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events are handled on one node and deadlines on another, at the same time, and neither undoes what the other has done. */
class SagasOnTwoNodesTest extends SagaFixture {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private TestNode events;
    private TestNode deadlines;

    @BeforeEach
    void startBoth() {
        events = start();
        events.bean(Deadlines.class).scheduler().pause();
        tell(events, new Began("other", null)); // has claimed the processor's segment
        deadlines = start();
        trials(deadlines).goOnWhenDue();
    }

    private void hold() {
        begun.countDown();
        Latches.await(goOn);
    }

    @Test
    void anEventWaitsForADeadlineOnAnotherNode() {
        trials(deadlines).when("due", this::hold);
        tell(events, new Began("a", Duration.ZERO));
        Latches.await(begun);

        long position = append(events, GenericEventMessage.asEventMessage(new Went("a", "went")));
        await().atMost(SOON).until(this::somebodyWaits);
        goOn.countDown();

        taken(events, position);
        assertThat(state()).contains("[\"began\",\"due\",\"went\"]");
        assertThat(trials(events).entered("due")).isEmpty();
        assertThat(trials(deadlines).entered("went")).isEmpty();
    }

    @Test
    void aDeadlineWaitsForAnEventOnAnotherNode() {
        trials(events).when("went", this::hold);
        tell(events, new Began("a", Duration.ofSeconds(1)));
        append(events, GenericEventMessage.asEventMessage(new Went("a", "went")));
        Latches.await(begun);

        await().atMost(SOON).until(this::somebodyWaits);
        goOn.countDown();

        entered(deadlines, "due", 1);
        await().atMost(SOON).until(() -> rows("scheduled_tasks") == 0);
        assertThat(state()).contains("[\"began\",\"went\",\"due\"]");
    }

    private boolean somebodyWaits() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'"
                        + " AND query LIKE '%work.saga_entry%FOR UPDATE%')")
                .query(Boolean.class)
                .single();
    }

    @Test
    void aDeadlineIsHandledOnOneOfThem() {
        events.bean(Deadlines.class).scheduler().resume();
        for (int i = 0; i < 20; i++) {
            tell(events, new Began("trial " + i, Duration.ZERO));
        }

        await().atMost(SOON).until(() -> rows("scheduled_tasks") == 0);
        assertThat(trials(events).entered("due").size()
                        + trials(deadlines).entered("due").size())
                .isEqualTo(20);
    }
}
