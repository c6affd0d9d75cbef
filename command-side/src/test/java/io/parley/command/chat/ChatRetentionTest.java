package io.parley.command.chat;

import static io.parley.command.chat.ChatFixture.refuses;
import static io.parley.command.fake.Crowd.role;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.Temporary.PAIR;
import static io.parley.command.fake.Temporary.changed;
import static io.parley.command.fake.Temporary.expired;
import static io.parley.command.fake.Temporary.group;
import static io.parley.command.fake.Temporary.opened;
import static io.parley.command.fake.Temporary.second;
import static io.parley.command.fake.Temporary.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.UserId;
import io.parley.contract.message.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long chats and messages live: who may say so, what it does to what is sent, and which deadlines come of it. */
class ChatRetentionTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ChatFixture chat = new ChatFixture();

    @Test
    void eitherSideOfADirectChatMayChangeIt() {
        chat.given(opened(null, null))
                .when(change(ALICE, MINUTE, second(600)))
                .expectEvents(changed(MINUTE, second(600), second(1)));
        chat.given(opened(null, null))
                .when(change(BOB, MINUTE, null))
                .expectEvents(new RetentionChanged(CHAT, PAIR, MINUTE, null, BOB, second(1)));
    }

    @Test
    void whoIsNotInItIsToldThatThereIsNoChat() {
        refuses(chat.given(opened(null, null)).when(change(CAROL, MINUTE, null)), ErrorCode.CHAT_NOT_FOUND);
        refuses(chat.given(group(null, null, BOB)).when(change(CAROL, MINUTE, null)), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void theOwnerOfAGroupAndItsAdminsMayChangeIt() {
        chat.given(group(null, null, BOB))
                .when(change(ALICE, MINUTE, null))
                .expectEvents(new RetentionChanged(CHAT, group(), MINUTE, null, ALICE, second(1)));
        chat.given(group(null, null, BOB), role(BOB, 1, MemberRole.ADMIN, ALICE))
                .when(change(BOB, MINUTE, null))
                .expectEvents(new RetentionChanged(CHAT, group(), MINUTE, null, BOB, second(1)));
    }

    @Test
    void aPlainMemberMayNot() {
        refuses(chat.given(group(null, null, BOB)).when(change(BOB, MINUTE, null)), ErrorCode.FORBIDDEN);
    }

    @Test
    void nullClearsWhatIsNamedAndTheRestStays() {
        chat.given(opened(MINUTE, second(600)))
                .when(new ChangeRetention(CHAT, ALICE, Retention.FOR_EVER, true, false))
                .expectEvents(changed(null, second(600), second(1)));
        chat.given(opened(MINUTE, second(600)))
                .when(new ChangeRetention(CHAT, ALICE, Retention.FOR_EVER, false, true))
                .expectEvents(changed(MINUTE, null, second(1)));
    }

    @Test
    void whatChangesNothingIsNoEvent() {
        chat.given(opened(MINUTE, second(600)))
                .when(change(ALICE, MINUTE, second(600)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        chat.given(opened(MINUTE, second(600)))
                .when(new ChangeRetention(CHAT, ALICE, Retention.FOR_EVER, false, false))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        chat.given(opened(null, null), changed(MINUTE, null, second(1)))
                .when(change(BOB, MINUTE, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999S", "PT8760H0.001S", "PT1.0005S"})
    void aTimeToLiveOutOfBoundsIsRefused(Duration ttl) {
        refuses(chat.given(opened(null, null)).when(change(ALICE, ttl, null)), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void anEndThatIsNotAheadIsRefused() {
        refuses(chat.given(opened(null, null)).when(change(ALICE, null, second(1))), ErrorCode.INVALID_REQUEST);
        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void aMessageEndsATimeToLiveAfterItWasSent() {
        chat.given(opened(MINUTE, null))
                .when(send(1, "text"))
                .expectEvents(sent(1, second(61)))
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, second(1), second(61), false));
    }

    @Test
    void aNewTimeToLiveHoldsForNewMessages() {
        chat.given(opened(MINUTE, null), sent(1, second(61)), changed(Duration.ofSeconds(5), null, second(1)))
                .when(send(2, "text"))
                .expectResultMessagePayload(new SentMessage(message(2), CHAT, 2, second(1), second(6), false));
        chat.given(opened(MINUTE, null), sent(1, second(61)), changed(null, null, second(1)))
                .when(send(2, "text"))
                .expectResultMessagePayload(new SentMessage(message(2), CHAT, 2, second(1), null, false));
    }

    @Test
    void aMessageEndsByItsTimeOfSendingThoughTheClockGoesBack() {
        chat.clock.move(Duration.ofHours(-1));

        chat.given(opened(MINUTE, null), sent(1, second(61)))
                .when(send(2, "text"))
                .expectResultMessagePayload(new SentMessage(message(2), CHAT, 2, second(1), second(61), false));
    }

    @Test
    void theFirstMessageWithAnEndArmsADeadline() {
        chat.given(opened(MINUTE, null)).when(send(1, "text")).expectSuccessfulHandlerExecution();

        assertThat(chat.deadlines.armed()).containsExactly(second(61));
    }

    @Test
    void theNextOnesDoNot() {
        chat.given(opened(MINUTE, null), sent(1, second(61)))
                .when(send(2, "text"))
                .expectSuccessfulHandlerExecution();

        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void oneThatGoesBeforeThemDoes() {
        chat.given(opened(MINUTE, null), sent(1, second(61)), changed(Duration.ofSeconds(5), null, second(1)))
                .when(send(2, "text"))
                .expectSuccessfulHandlerExecution();

        assertThat(chat.deadlines.armed()).containsExactly(second(6));
    }

    @Test
    void whatWouldOutliveTheChatArmsNone() {
        chat.given(opened(MINUTE, second(61))).when(send(1, "text")).expectSuccessfulHandlerExecution();

        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void afterTheLastWithAnEndHasGoneTheNextArmsOneAgain() {
        chat.clock.set(second(100));

        chat.given(opened(MINUTE, null), sent(1, second(61)), expired(1, 1, 1, 1, null, second(61)))
                .when(send(2, "text"))
                .expectSuccessfulHandlerExecution();

        assertThat(chat.deadlines.armed()).containsExactly(second(160));
    }

    @Test
    void aSecondSendArmsNone() {
        chat.given(opened(MINUTE, null), sent(1, second(61)), changed(Duration.ofSeconds(5), null, second(1)))
                .when(send(1, "text"))
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, second(1), second(61), true));

        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void anEndOfTheChatArmsADeadlineIfNothingIsDueBefore() {
        chat.given(opened(MINUTE, null), sent(1, second(61)))
                .when(change(ALICE, MINUTE, second(61)))
                .expectSuccessfulHandlerExecution();
        assertThat(chat.deadlines.armed()).isEmpty();

        chat.given(opened(MINUTE, null), sent(1, second(61)))
                .when(change(ALICE, MINUTE, second(60)))
                .expectSuccessfulHandlerExecution();
        assertThat(chat.deadlines.armed()).containsExactly(second(60));
    }

    @Test
    void aLaterEndThanBeforeArmsNone() {
        chat.given(opened(null, second(600)))
                .when(change(ALICE, null, second(700)))
                .expectSuccessfulHandlerExecution();

        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void aTimeToLiveThatWasShortenedTooOftenIsRefused() {
        refuses(chat.given(manyQueues()).when(change(ALICE, MINUTE, null)), ErrorCode.TTL_CHANGED_TOO_OFTEN);
    }

    @Test
    void oneThatBeginsNoQueueIsStillTaken() {
        chat.given(manyQueues())
                .when(change(ALICE, Duration.ofHours(3), null))
                .expectEvents(changed(Duration.ofHours(3), null, second(1)));
        chat.given(manyQueues()).when(change(ALICE, null, null)).expectEvents(changed(null, null, second(1)));
    }

    @Test
    void onceAQueueHasGoneAnotherMayBegin() {
        List<Object> events = manyQueues();
        events.add(expired(1, 1, 1, 1, null, second(1)));

        chat.given(events).when(change(ALICE, MINUTE, null)).expectEvents(changed(MINUTE, null, second(1)));
    }

    @Test
    void manyQueuesAreNoObstacleToANewEndOfTheChatThoughTheClockGoesBack() {
        List<Object> events = manyQueues();
        events.add(changed(Duration.ofHours(2), null, second(1)));
        chat.clock.move(Duration.ofDays(-1));

        chat.given(events)
                .when(new ChangeRetention(CHAT, ALICE, new Retention(null, second(600)), false, true))
                .expectSuccessfulHandlerExecution();
    }

    /** Each message goes a second before the one before it, the last two hours after noon or later. */
    private static List<Object> manyQueues() {
        List<Object> events = new ArrayList<>(List.of(opened(Duration.ofHours(2), null)));
        for (long n = 1; n <= ExpiryQueues.MOST; n++) {
            events.add(sent(n, second(7_200 + ExpiryQueues.MOST - n)));
        }
        return events;
    }

    private static ChangeRetention change(UserId actor, @Nullable Duration ttl, @Nullable Instant expiresAt) {
        return new ChangeRetention(CHAT, actor, new Retention(ttl, expiresAt), true, true);
    }
}
