package io.parley.command.fanout;

import static io.parley.command.fake.Crowd.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.People;
import io.parley.command.fake.Temporary;
import io.parley.contract.fanout.FanOutCommand.FillMailboxes;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.annotation.NoMoreInterceptors;
import org.axonframework.modelling.saga.AnnotatedSaga;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.metamodel.AnnotationSagaMetaModelFactory;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class FanOutSagaTest {

    private static final int TRIES = 3;
    private static final List<Long> THREE_LANES = List.of(0L, 0L, 0L);

    private final FakeLanes lanes = new FakeLanes();
    private final Deque<LaneDue> due = new ArrayDeque<>();
    private final Counted observed = new Counted();
    private final BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), TRIES, new Random(1));
    private final DeadlineManager deadlines = Mockito.mock(DeadlineManager.class);
    private AnnotatedSaga<FanOutSaga> saga = begun();

    FanOutSagaTest() {
        Mockito.when(deadlines.schedule(Mockito.any(Duration.class), Mockito.eq(FanOutSaga.LANE_DUE), Mockito.any()))
                .thenAnswer(call -> {
                    due.add(call.getArgument(2));
                    return "deadline";
                });
    }

    @Test
    void aMessageThatAllLanesTakeEndsTheSagaWithoutADeadline() {
        hear(1);

        assertThat(saga.isActive()).isFalse();
        assertThat(due).isEmpty();
        assertThat(observed.completed).isEqualTo(1);
        assertThat(lanes.brought.values()).hasSize(3).allSatisfy(brought -> assertThat(brought)
                .containsExactly(1L));
    }

    @Test
    void aDirectMessageNeedsNoSaga() {
        hear(People.sent(1, "text"));

        assertThat(saga.isActive()).isFalse();
        assertThat(lanes.commands()).isZero();
    }

    @Test
    void aMessageThatIsHeardAgainIsNotBroughtAgain() {
        hear(1);
        saga = begun();
        hear(1);

        assertThat(saga.isActive()).isFalse();
        assertThat(lanes.brought.get(0)).containsExactly(1L);
    }

    @Test
    void aLaneThatFailsIsTriedAgain() {
        failLane(1);
        hear(1);
        assertThat(saga.isActive()).isTrue();
        assertThat(due).hasSize(1);

        lanes.fail(command -> false);
        fire();

        assertThat(saga.isActive()).isFalse();
        assertThat(due).isEmpty();
        assertThat(lanes.brought.get(1)).containsExactly(1L);
        assertThat(observed.retried).isEqualTo(1);
    }

    @Test
    void aLaneIsToldWhichTryItIsAndTheSagaKnowsHowOftenItWasTried() {
        failLane(1);
        LongStream.rangeClosed(1, 2).forEach(this::hear);
        fire();
        assertThat(tries(1, 1)).isEqualTo(2);
        assertThat(tries(1, 2)).as("it waits behind the first").isZero();
        assertThat(tries(0, 1)).as("it was brought").isZero();

        lanes.fail(command -> false);
        fire();

        assertThat(lanes.tries.get(0)).containsExactly(1, 1);
        assertThat(lanes.tries.get(1)).containsExactly(3, 1);
    }

    @Test
    void anOutageOfThePlatformIsNoTry() {
        lanes.beAway(true);
        hear(1);
        fireAll();
        assertThat(tries(1, 1)).isZero();
        lanes.beAway(false);
        fireAll();

        assertThat(lanes.tries.get(1)).containsExactly(1);
    }

    private int tries(int lane, long sequence) {
        return saga.invoke(s -> s.tries(sequence)).getOrDefault(lane, 0);
    }

    @Test
    void theOtherLanesGoOnAndTheOneThatFailedGetsAllInOrder() {
        failLane(1);
        LongStream.rangeClosed(1, 5).forEach(this::hear);
        assertThat(lanes.brought.get(0)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(due).as("one deadline for the lane").hasSize(1);

        lanes.fail(command -> false);
        fire();

        assertThat(lanes.brought.get(1)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(saga.isActive()).isFalse();
    }

    @Test
    void whatWaitsBehindAMessageThatFailsCostsNoTries() {
        failLane(1);
        LongStream.rangeClosed(1, 5).forEach(this::hear);
        fire();
        lanes.fail(command -> false);
        fire();

        assertThat(lanes.brought.get(1)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(lanes.abandoned).isEmpty();
    }

    @Test
    void afterTheLastTryAMessageIsGivenUpAndTheNextGoes() {
        lanes.fail(
                command -> command instanceof FillMailboxes && command.laneId().lane() == 1 && command.sequence() == 2);
        LongStream.rangeClosed(1, 4).forEach(this::hear);
        for (int tries = 1; tries < TRIES; tries++) {
            fire();
        }
        assertThat(lanes.abandoned.get(1)).containsExactly(2L);
        assertThat(observed.abandoned).isEqualTo(1);

        fire();

        assertThat(lanes.brought.get(1)).containsExactly(1L, 3L, 4L);
        assertThat(saga.isActive()).isFalse();
        assertThat(due).isEmpty();
    }

    @Test
    void eachMessageHasItsOwnTries() {
        lanes.fail(
                command -> command instanceof FillMailboxes && command.laneId().lane() == 1 && command.sequence() == 1);
        hear(1);
        hear(2);
        fire();
        lanes.fail(
                command -> command instanceof FillMailboxes && command.laneId().lane() == 1 && command.sequence() == 2);
        fire();
        assertThat(lanes.brought.get(1)).containsExactly(1L);
        fire();
        assertThat(lanes.abandoned).isEmpty();
        fire();
        assertThat(lanes.abandoned.get(1)).containsExactly(2L);
    }

    @Test
    void anOutageOfThePlatformGivesNothingUp() {
        lanes.beAway(true);
        hear(1);
        for (int again = 0; again < 50; again++) {
            fireAll();
        }
        lanes.beAway(false);
        fireAll();

        assertThat(lanes.abandoned).isEmpty();
        assertThat(lanes.brought.values()).hasSize(3).allSatisfy(brought -> assertThat(brought)
                .containsExactly(1L));
        assertThat(saga.isActive()).isFalse();
    }

    @Test
    void aDeadlineThatFiresTwiceDoesNothingTheSecondTime() {
        failLane(1);
        hear(1);
        LaneDue first = due.remove();
        fire(first);
        assertThat(due).hasSize(1);
        int before = lanes.commands();

        fire(first);

        assertThat(lanes.commands()).isEqualTo(before);
        assertThat(due).hasSize(1);
    }

    @Test
    void aLongQueueIsBroughtInParts() {
        failLane(1);
        int all = 2 * FanOutSaga.MOST_AT_ONCE + 1;
        LongStream.rangeClosed(1, all).forEach(this::hear);
        lanes.fail(command -> false);

        fire();
        assertThat(lanes.brought.get(1)).hasSize(FanOutSaga.MOST_AT_ONCE);
        fire();
        fire();

        assertThat(lanes.brought.get(1)).hasSize(all).isSorted();
        assertThat(saga.isActive()).isFalse();
    }

    @Test
    void aLaneThatBeginsLaterIsNotGivenWhatWasSentBefore() {
        failLane(0);
        hear(said(1, 1, List.of(0L)));
        hear(said(2, 2, List.of(0L, 1L)));
        lanes.fail(command -> false);
        fire();

        assertThat(lanes.brought.get(0)).containsExactly(1L, 2L);
        assertThat(lanes.brought.get(1)).containsExactly(2L);
    }

    @Test
    void whatWaitsInAChatThatIsGoneIsNotBrought() {
        failLane(1);
        LongStream.rangeClosed(1, 3).forEach(this::hear);
        lanes.fail(command -> false);
        int before = lanes.commands();

        goAway();
        fireAll();

        assertThat(saga.isActive()).isFalse();
        assertThat(lanes.commands()).isEqualTo(before);
        assertThat(lanes.brought.get(1)).isNullOrEmpty();
        assertThat(lanes.abandoned).as("it is gone, not given up").isEmpty();
        assertThat(due).isEmpty();
    }

    @Test
    void thatAChatIsGoneBeginsNoSaga() {
        goAway();

        assertThat(saga.isActive()).isFalse();
        assertThat(lanes.commands()).isZero();
    }

    /** As the saga's manager does it: by the event, to the sagas of its chat. */
    private void goAway() {
        saga.handle(GenericEventMessage.asEventMessage(
                Temporary.purged(Temporary.group(), 3, People.ALICE, People.NOON.plusSeconds(4))));
    }

    private void failLane(int lane) {
        lanes.fail(command -> command.laneId().lane() == lane);
    }

    private void hear(long n) {
        hear(said(n, 1, THREE_LANES));
    }

    private void hear(MessageSent message) {
        var token = new GlobalSequenceTrackingToken(message.sequence() * 10);
        saga.execute(s -> s.on(message, token, lanes.lanes(), backOff, observed, deadlines));
    }

    private void fire() {
        fire(due.remove());
    }

    private void fireAll() {
        for (int left = due.size(); left > 0; left--) {
            fire();
        }
    }

    private void fire(LaneDue deadline) {
        saga.execute(s -> s.on(deadline, lanes.lanes(), backOff, observed, deadlines));
    }

    private static AnnotatedSaga<FanOutSaga> begun() {
        return new AnnotatedSaga<>(
                "saga",
                Set.of(new AssociationValue(FanOutSaga.CHAT, People.CHAT.toString())),
                new FanOutSaga(),
                new AnnotationSagaMetaModelFactory().modelOf(FanOutSaga.class),
                NoMoreInterceptors.instance());
    }

    private static final class Counted implements FanOutObserver {
        private int completed;
        private int retried;
        private int abandoned;

        @Override
        public void completed() {
            completed++;
        }

        @Override
        public void retried() {
            retried++;
        }

        @Override
        public void abandoned() {
            abandoned++;
        }
    }
}
