package io.parley.command.chat;

import static io.parley.command.chat.ChatFixture.refuses;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.Temporary.OPERATOR;
import static io.parley.command.fake.Temporary.PAIR;
import static io.parley.command.fake.Temporary.changed;
import static io.parley.command.fake.Temporary.expired;
import static io.parley.command.fake.Temporary.gone;
import static io.parley.command.fake.Temporary.group;
import static io.parley.command.fake.Temporary.held;
import static io.parley.command.fake.Temporary.opened;
import static io.parley.command.fake.Temporary.purged;
import static io.parley.command.fake.Temporary.released;
import static io.parley.command.fake.Temporary.retracted;
import static io.parley.command.fake.Temporary.second;
import static io.parley.command.fake.Temporary.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.HoldChat;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.ChatCommand.ReleaseChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.ExpireMessages;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Duration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Under a legal hold nothing is destroyed, by whomever or by its time; afterwards what is due goes. */
class LegalHoldTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final HoldChat HOLD = new HoldChat(CHAT, OPERATOR);
    private static final ReleaseChat RELEASE = new ReleaseChat(CHAT, OPERATOR);

    private final ChatFixture chat = new ChatFixture();

    @Test
    void anOperatorHoldsAChatAndItsMembersAreTold() {
        chat.given(opened(null, null)).when(HOLD).expectEvents(held(PAIR, second(1)));
        chat.given(group(null, null, BOB)).when(HOLD).expectEvents(held(group(), second(1)));
    }

    @Test
    void heldTwiceItIsHeldOnce() {
        chat.given(opened(null, null), held(PAIR, second(1)))
                .when(HOLD)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void anOperatorReleasesAChatAndItsMembersAreTold() {
        chat.given(opened(null, null), held(PAIR, second(1))).when(RELEASE).expectEvents(released(PAIR, second(1)));
    }

    @Test
    void whatIsNotHeldIsReleasedAlready() {
        chat.given(opened(MINUTE, null), sent(1, second(61)))
                .when(RELEASE)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void aChatThatNeverWasIsNotFound() {
        refuses(chat.given().when(HOLD), ErrorCode.CHAT_NOT_FOUND);
        refuses(chat.given().when(RELEASE), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void nobodyDoesAwayWithAChatThatIsHeld() {
        refuses(heldChat().when(new PurgeChat(CHAT, ALICE)), ErrorCode.CHAT_HELD);
        isUntouched();
    }

    @Test
    void whoIsNotInItDoesNotLearnThatItIsHeld() {
        refuses(heldChat().when(new PurgeChat(CHAT, CAROL)), ErrorCode.CHAT_NOT_FOUND);
        refuses(heldChat().when(new RetractMessage(CHAT, message(1), CAROL)), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void noMessageIsTakenBack() {
        refuses(heldChat().when(new RetractMessage(CHAT, message(1), ALICE)), ErrorCode.CHAT_HELD);
        isUntouched();
    }

    @Test
    void whatHasHadItsTimeIsStillToBeSeenAndSoTheRefusalSaysWhy() {
        chat.clock.set(second(62));

        refuses(heldChat().when(new RetractMessage(CHAT, message(1), ALICE)), ErrorCode.CHAT_HELD);
        isUntouched();
    }

    @Test
    void whatHadGoneBeforeIsNotFound() {
        refuses(
                chat.given(
                                opened(MINUTE, null),
                                sent(1, second(61)),
                                expired(1, 1, 1, 1, null, second(61)),
                                held(PAIR, second(62)))
                        .when(new RetractMessage(CHAT, message(1), ALICE)),
                ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void whatWasTakenBackBeforeStaysDone() {
        chat.given(opened(null, null), sent(1, null), retracted(1, second(1)), held(PAIR, second(2)))
                .when(new RetractMessage(CHAT, message(1), ALICE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private void nothingIsDue() {
        heldChat()
                .when(new ExpireMessages(CHAT))
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, null, false));
    }

    @Test
    void whatHasHadItsTimeStaysAndNothingIsDue() {
        chat.clock.set(second(62));

        nothingIsDue();
        isUntouched();
    }

    @Test
    void aChatThatHasHadItsTimeStays() {
        chat.clock.set(second(200));

        heldChat()
                .when(new PurgeChat(CHAT, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        nothingIsDue();
        isUntouched();
    }

    @Test
    void peopleGoOnAndNoDeadlineIsArmed() {
        heldChat().when(send(2, "text")).expectEvents(sentAtOnce());
        heldChat()
                .when(new ChangeRetention(CHAT, ALICE, new Retention(null, second(30)), false, true))
                .expectEvents(changed(MINUTE, second(30), second(1)));

        assertThat(chat.deadlines.armed()).isEmpty();
    }

    private static MessageSent sentAtOnce() {
        var sent = sent(2, second(61));
        return new MessageSent(
                CHAT, message(2), ALICE, 2, second(1), second(61), PAIR, sent.content(), sent.mac(), sent.replyTo());
    }

    @Test
    void onReleaseADeadlineIsArmedForWhatIsDueNext() {
        heldChat().when(RELEASE).expectEvents(released(PAIR, second(1)));
        assertThat(chat.deadlines.armed()).containsExactly(second(61));
    }

    @Test
    void itIsInThePastForWhatWasDueMeanwhile() {
        chat.clock.set(second(200));

        heldChat().when(RELEASE).expectEvents(released(PAIR, second(200)));
        assertThat(chat.deadlines.armed()).containsExactly(second(61));
    }

    @Test
    void whereNothingHasAnEndNoneIsArmed() {
        chat.given(opened(null, null), sent(1, null), held(PAIR, second(1)))
                .when(RELEASE)
                .expectSuccessfulHandlerExecution();
        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void afterTheReleaseWhatIsDueGoes() {
        chat.clock.set(second(62));

        chat.given(opened(MINUTE, null), sent(1, second(61)), held(PAIR, second(2)), released(PAIR, second(62)))
                .when(new ExpireMessages(CHAT))
                .expectEvents(expired(1, 1, 1, 1, null, second(62)));
    }

    @Test
    void afterTheReleaseAChatThatHasHadItsTimeGoes() {
        chat.clock.set(second(200));

        chat.given(opened(null, second(90)), held(PAIR, second(2)), released(PAIR, second(200)))
                .when(new PurgeChat(CHAT, null))
                .expectEvents(gone(PAIR, 0, second(90), second(200)));
    }

    @Test
    void afterTheReleasePeopleMayDoAwayWithIt() {
        chat.given(opened(null, null), held(PAIR, second(1)), released(PAIR, second(1)))
                .when(new PurgeChat(CHAT, BOB))
                .expectEvents(purged(PAIR, 0, BOB, second(1)));
    }

    @Test
    void itCanBeHeldAgain() {
        chat.given(opened(null, null), held(PAIR, second(1)), released(PAIR, second(1)))
                .when(HOLD)
                .expectEvents(held(PAIR, second(1)));
    }

    /** Its message ends at second 61, and it at second 90. */
    private TestExecutor<Chat> heldChat() {
        return chat.given(opened(MINUTE, second(90)), sent(1, second(61)), held(PAIR, second(2)));
    }

    private void isUntouched() {
        assertThat(chat.pairs.keys()).containsExactly(CHAT);
        assertThat(chat.vault.destroyed()).isEmpty();
    }
}
