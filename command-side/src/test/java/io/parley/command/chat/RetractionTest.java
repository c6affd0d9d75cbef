package io.parley.command.chat;

import static io.parley.command.chat.ChatFixture.refuses;
import static io.parley.command.fake.Crowd.group;
import static io.parley.command.fake.Crowd.removed;
import static io.parley.command.fake.Crowd.role;
import static io.parley.command.fake.Crowd.said;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.People.sent;
import static io.parley.command.fake.Temporary.expired;
import static io.parley.command.fake.Temporary.keyOf;
import static io.parley.command.fake.Temporary.opened;
import static io.parley.command.fake.Temporary.retracted;
import static io.parley.command.fake.Temporary.second;
import static io.parley.command.fake.Temporary.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.Temporary;
import io.parley.contract.Confidential;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.SentMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages are taken back: by whom, when, and once. */
class RetractionTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ChatFixture chat = new ChatFixture();

    /** Whether the key of message 1 is to be gone after the test. */
    private boolean destroyed;

    @AfterEach
    void aKeyGoesWithItsEventAndNotWithoutIt() {
        if (destroyed) {
            assertThat(chat.vault.destroyed()).containsExactly(keyOf(1));
        } else {
            assertThat(chat.vault.destroyed()).isEmpty();
        }
    }

    @Test
    void itsSenderTakesAMessageBackAndItsKeyGoes() {
        destroyed = true;

        chat.given(opened(), sent(1, "text")).when(retract(ALICE)).expectEvents(retracted(1, second(1)));
    }

    @Test
    void theOtherSideOfADirectChatMayNot() {
        refuses(chat.given(opened(), sent(1, "text")).when(retract(BOB)), ErrorCode.FORBIDDEN);
    }

    @Test
    void whoIsNotInTheChatIsToldThatThereIsNone() {
        refuses(chat.given(opened(), sent(1, "text")).when(retract(CAROL)), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void takenBackTwiceItGoesOnce() {
        destroyed = true;
        chat.vault.shred(message(1));

        chat.given(opened(), sent(1, "text"), retracted(1, second(1)))
                .when(retract(ALICE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aMessageThatNeverWasIsNotFound() {
        refuses(chat.given(opened()).when(retract(ALICE)), ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void aMessageOfAnotherChatIsNotFound() {
        chat.log.add(sent(ChatId.random(), 1, "text"));

        refuses(chat.given(opened()).when(retract(ALICE)), ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void beforeItsEndAMessageCanBeTakenBack() {
        destroyed = true;
        chat.clock.set(second(61).minusMillis(1));

        chat.given(opened(MINUTE, null), sent(1, second(61)))
                .when(retract(ALICE))
                .expectEvents(retracted(1, second(61).minusMillis(1)));
    }

    @Test
    void atItsEndItIsNotFoundThoughNobodyHasLetItGoYet() {
        chat.clock.set(second(61));

        refuses(
                chat.given(opened(MINUTE, null), sent(1, second(61))).when(retract(ALICE)),
                ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void afterItHasGoneItIsNotFoundThoughTheClockGoesBack() {
        destroyed = true;
        chat.vault.shred(message(1));
        chat.clock.set(second(30));

        refuses(
                chat.given(opened(MINUTE, null), sent(1, second(61)), expired(1, 1, 1, 1, null, second(61)))
                        .when(retract(ALICE)),
                ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void oneBeyondTheWindowIsFoundInTheLog() {
        destroyed = true;

        chat.given(longHistory()).when(retract(ALICE)).expectEvents(retracted(1, second(1)));
        assertThat(chat.log.lookups()).isEqualTo(1);
    }

    @Test
    void takenBackTwiceOneBeyondTheWindowGoesOnce() {
        destroyed = true;
        List<Object> events = longHistory();
        events.add(retracted(1, second(1)));
        chat.vault.shred(message(1));

        chat.given(events)
                .when(retract(ALICE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void takenBackTwiceOneBeyondTheWindowGoesOnceThoughItsKeyIsStillThere() {
        List<Object> events = longHistory();
        events.add(retracted(1, second(1)));

        chat.given(events)
                .when(retract(ALICE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void whatWasTakenBackBeforeItLeftTheWindowGoesOnceThoughItsKeyIsStillThere() {
        List<Object> events = longHistory();
        events.add(2, retracted(1, second(1)));

        chat.given(events)
                .when(retract(ALICE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void oneBeyondTheWindowThatHasExpiredIsNotFoundThoughTheClockGoesBack() {
        destroyed = true;
        List<Object> events = longHistory();
        events.set(1, sent(1, second(61)));
        events.add(expired(1, 1, 1, 1, null, second(61)));
        chat.vault.shred(message(1));

        refuses(chat.given(events).when(retract(ALICE)), ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void othersMayNotTakeBackOneBeyondTheWindowEither() {
        refuses(chat.given(longHistory()).when(retract(BOB)), ErrorCode.FORBIDDEN);
    }

    @Test
    void inAGroupItsOwnerAndAdminsMayTakeBackWhatOthersSent() {
        destroyed = true;

        chat.given(group(BOB, CAROL), said(1, 1, List.of(0L)), role(BOB, 1, MemberRole.ADMIN, ALICE))
                .when(retract(BOB))
                .expectEvents(inTheGroup(BOB));
    }

    @Test
    void aPlainMemberMayNot() {
        refuses(chat.given(group(BOB, CAROL), said(1, 1, List.of(0L))).when(retract(BOB)), ErrorCode.FORBIDDEN);
    }

    @Test
    void whoHasLeftTheGroupMayNotTakeBackWhatTheySent() {
        refuses(
                chat.given(
                                group(BOB),
                                said(1, 1, List.of(0L)),
                                role(BOB, 1, MemberRole.OWNER, ALICE),
                                removed(ALICE, 1, 2, 1, ALICE))
                        .when(retract(ALICE)),
                ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whatWasTakenBackIsAnsweredAsAtFirstWhenItIsSentAgain() {
        destroyed = true;
        chat.vault.shred(message(1));

        chat.given(opened(), sent(1, "text"), retracted(1, second(1)))
                .when(send(1, "whatever"))
                .expectNoEvents()
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, second(1), null, true));
    }

    @Test
    void theOtherSideCannotSendUnderItsIdentifier() {
        destroyed = true;
        chat.vault.shred(message(1));

        refuses(
                chat.given(opened(), sent(1, "text"), retracted(1, second(1)))
                        .when(new SendMessage(CHAT, message(1), BOB, new Confidential("text"), null)),
                ErrorCode.MESSAGE_ID_REUSED);
    }

    private static MessageRetracted inTheGroup(UserId by) {
        return new MessageRetracted(CHAT, message(1), 1, keyOf(1), Temporary.group(), by, second(1));
    }

    /** As many messages as the window holds, after the first. */
    private static List<Object> longHistory() {
        List<Object> events = new ArrayList<>(List.of(opened()));
        for (long n = 1; n <= SentWindow.SIZE + 1L; n++) {
            events.add(sent(n, "text"));
        }
        return events;
    }

    private static RetractMessage retract(UserId actor) {
        return new RetractMessage(CHAT, message(1), actor);
    }
}
