package io.parley.command.fanout;

import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.UnknownAggregates;
import io.parley.command.fake.FakeClock;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.fanout.FanOutCommand.AbandonFanOut;
import io.parley.contract.fanout.FanOutCommand.FillMailboxes;
import io.parley.contract.fanout.FanOutCommand.RestartFanOut;
import io.parley.contract.fanout.FanOutEvent.FanOutAbandoned;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.fanout.FillAnswer;
import io.parley.contract.fanout.FillAnswer.Outcome;
import io.parley.contract.id.LaneId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final LaneId LANE = new LaneId(CHAT, 3);

    private AggregateTestFixture<Lane> fixture = new AggregateTestFixture<>(Lane.class);

    @BeforeEach
    void provideThePorts() {
        fixture = new AggregateTestFixture<>(Lane.class);
        fixture.registerInjectableResource(new FakeClock(NOON));
        fixture.registerCommandHandlerInterceptor(new UnknownAggregates());
    }

    @Test
    void theFirstMessageIsTheOneAfterTheLaneBegins() {
        fixture.givenNoPriorActivity()
                .when(fill(8, 7))
                .expectEvents(filled(8, false))
                .expectResultMessagePayload(new FillAnswer(Outcome.DONE));
    }

    @Test
    void whatWasSentBeforeTheLaneBeganIsNotForIt() {
        fixture.givenNoPriorActivity()
                .when(fill(7, 7))
                .expectNoEvents()
                .expectResultMessagePayload(new FillAnswer(Outcome.PASSED));
    }

    @Test
    void aLaneThatHasNotBegunTakesNothingTooEarly() {
        fixture.givenNoPriorActivity()
                .when(fill(9, 7))
                .expectNoEvents()
                .expectResultMessagePayload(new FillAnswer(Outcome.TOO_EARLY));
    }

    @Test
    void oneMessageFollowsTheOther() {
        fixture.given(filled(8, false)).when(fill(9, 7)).expectEvents(filled(9, false));
    }

    @Test
    void noMessageComesBeforeItsPredecessor() {
        fixture.given(filled(8, false))
                .when(fill(10, 7))
                .expectNoEvents()
                .expectResultMessagePayload(new FillAnswer(Outcome.TOO_EARLY));
    }

    @Test
    void noMessageComesTwice() {
        fixture.given(filled(8, false), filled(9, false))
                .when(fill(8, 7))
                .expectNoEvents()
                .expectResultMessagePayload(new FillAnswer(Outcome.PASSED));
    }

    @Test
    void whatIsGivenUpLetsTheNextGo() {
        fixture.given(filled(8, false))
                .when(new AbandonFanOut(LANE, 9, 90, 7, 4))
                .expectEvents(abandoned(9))
                .expectResultMessagePayload(new FillAnswer(Outcome.DONE));
        provideThePorts();
        fixture.given(filled(8, false), abandoned(9)).when(fill(10, 7)).expectEvents(filled(10, false));
    }

    @Test
    void whatWasBroughtIsNotGivenUpAnyMore() {
        fixture.given(filled(8, false))
                .when(new AbandonFanOut(LANE, 8, 80, 7, 4))
                .expectNoEvents()
                .expectResultMessagePayload(new FillAnswer(Outcome.PASSED));
    }

    @Test
    void whatWasGivenUpIsBroughtLateWhenItIsStartedAgain() {
        fixture.given(filled(8, false), abandoned(9), filled(10, false))
                .when(new RestartFanOut(LANE, 9))
                .expectEvents(filled(9, true));
    }

    @Test
    void whatComesLateDoesNotTurnTheOrderBack() {
        fixture.given(filled(8, false), abandoned(9), filled(10, false), filled(9, true))
                .when(fill(10, 7))
                .expectNoEvents();
        provideThePorts();
        fixture.given(filled(8, false), abandoned(9), filled(10, false), filled(9, true))
                .when(fill(11, 7))
                .expectEvents(filled(11, false));
    }

    @Test
    void nothingIsStartedAgainTwice() {
        fixture.given(filled(8, false), abandoned(9), filled(9, true))
                .when(new RestartFanOut(LANE, 9))
                .expectException(refused(ErrorCode.MESSAGE_NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void aLaneThatNeverBeganHasNothingToStartAgain() {
        fixture.givenNoPriorActivity()
                .when(new RestartFanOut(LANE, 9))
                .expectException(refused(ErrorCode.MESSAGE_NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void aBoundedNumberOfMessagesIsRememberedAsGivenUp() {
        List<Object> history = new ArrayList<>();
        for (long n = 1; n <= Lane.MOST_ABANDONED + 5; n++) {
            history.add(abandoned(n));
        }
        fixture.given(history)
                .when(new RestartFanOut(LANE, 5))
                .expectException(refused(ErrorCode.MESSAGE_NOT_FOUND))
                .expectNoEvents();
        provideThePorts();
        fixture.given(history).when(new RestartFanOut(LANE, 6)).expectEvents(filled(6, true));
    }

    @Test
    void theIdentifierReadsAsItIsWritten() {
        assertThat(LaneId.valueOf(LANE.toString())).isEqualTo(LANE);
    }

    private static FillMailboxes fill(long sequence, long begins) {
        return new FillMailboxes(LANE, sequence, sequence * 10, begins, 2);
    }

    private static MailboxesFilled filled(long sequence, boolean late) {
        return new MailboxesFilled(CHAT, 3, sequence, sequence * 10, late, late ? 5 : 2, NOON);
    }

    private static FanOutAbandoned abandoned(long sequence) {
        return new FanOutAbandoned(CHAT, 3, sequence, sequence * 10, 4, NOON);
    }
}
