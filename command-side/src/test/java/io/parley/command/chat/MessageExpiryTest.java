package io.parley.command.chat;

import static io.parley.command.chat.ChatFixture.refuses;
import static io.parley.command.chat.Expiring.MOST_AT_ONCE;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.Temporary.PAIR;
import static io.parley.command.fake.Temporary.changed;
import static io.parley.command.fake.Temporary.expired;
import static io.parley.command.fake.Temporary.gone;
import static io.parley.command.fake.Temporary.keyOf;
import static io.parley.command.fake.Temporary.keysOf;
import static io.parley.command.fake.Temporary.opened;
import static io.parley.command.fake.Temporary.retracted;
import static io.parley.command.fake.Temporary.second;
import static io.parley.command.fake.Temporary.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.ExpireMessages;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages go when their time has come: each once, none early, however often one asks. */
class MessageExpiryTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ExpireMessages EXPIRE = new ExpireMessages(CHAT);

    private static final MessageSent FIRST = sent(1, second(61));
    private static final MessageSent SECOND = sent(2, second(62));
    private static final MessagesExpired FIRST_GONE = expired(1, 1, 1, 1, second(62), second(61));

    private final ChatFixture chat = new ChatFixture();

    /** A chat whose messages live for a minute, asked so many seconds after noon, when this has happened in it. */
    private ResultValidator<Chat> askedAt(long second, Object... events) {
        chat.clock.set(second(second));
        return given(events).when(EXPIRE);
    }

    private TestExecutor<Chat> given(Object... events) {
        List<Object> all = new ArrayList<>(List.of(opened(MINUTE, null)));
        all.addAll(List.of(events));
        return chat.given(all);
    }

    private static void answers(ResultValidator<Chat> result, int gone, @Nullable Instant next) {
        result.expectResultMessagePayload(new ExpiryOutcome(gone, next, false));
    }

    private static void nothingGoes(ResultValidator<Chat> result, @Nullable Instant next) {
        answers(result.expectNoEvents(), 0, next);
    }

    @Test
    void aMessageGoesWithItsKeyAtItsTime() {
        answers(askedAt(61, FIRST, SECOND).expectEvents(FIRST_GONE), 1, second(62));
        assertThat(chat.vault.destroyed()).containsExactly(keyOf(1));
    }

    @Test
    void askedAMillisecondTooEarlyNothingGoesAndTheTimeIsAnswered() {
        chat.clock.set(second(61).minusNanos(1));

        nothingGoes(given(FIRST).when(EXPIRE), second(61));
        assertThat(chat.vault.destroyed()).isEmpty();
        assertThat(chat.log.pages()).isZero();
    }

    @Test
    void askedTwiceNothingMoreGoes() {
        nothingGoes(askedAt(62, FIRST, SECOND, expired(1, 2, 1, 2, null, second(62))), null);
        assertThat(chat.vault.destroyed()).isEmpty();
    }

    @Test
    void theRestOfAQueueGoesLater() {
        answers(askedAt(62, FIRST, SECOND, FIRST_GONE).expectEvents(expired(2, 2, 1, 2, null, second(62))), 1, null);
    }

    @Test
    void whereNothingHasAnEndNothingGoes() {
        chat.clock.set(second(1_000_000));

        nothingGoes(chat.given(opened(null, null), sent(1, null)).when(EXPIRE), null);
    }

    @Test
    void afterAShorterTimeToLiveLaterMessagesGoBeforeEarlierOnes() {
        RetentionChanged shorter = changed(Duration.ofSeconds(5), null, second(1));

        answers(
                askedAt(10, FIRST, shorter, sent(2, second(7)), sent(3, second(8)))
                        .expectEvents(expired(2, 3, 2, 4, null, second(10))),
                2,
                second(61));
        assertThat(chat.vault.destroyed()).containsExactlyInAnyOrderElementsOf(keysOf(2, 3));
    }

    @Test
    void severalQueuesGoByOneCommandAnEventEach() {
        answers(
                askedAt(100, FIRST, sent(2, second(7)), sent(3, null), sent(4, second(64)))
                        .expectEvents(
                                expired(1, 1, 1, 1, null, second(100)),
                                expired(2, 2, 2, 2, null, second(100)),
                                expired(4, 4, 4, 4, null, second(100))),
                3,
                null);
        assertThat(chat.vault.destroyed()).containsExactlyInAnyOrder(keyOf(1), keyOf(2), keyOf(4));
    }

    @Test
    void asManyAsAreAllowedGoAtOnce() {
        answers(
                askedAt(10_000, messages(MOST_AT_ONCE))
                        .expectEvents(expired(1, MOST_AT_ONCE, 1, MOST_AT_ONCE, null, second(10_000))),
                MOST_AT_ONCE,
                null);
    }

    @Test
    void ofMoreTheRestIsDueAtOnce() {
        Instant next = end(MOST_AT_ONCE + 1);

        answers(
                askedAt(10_000, messages(MOST_AT_ONCE + 1))
                        .expectEvents(expired(1, MOST_AT_ONCE, 1, MOST_AT_ONCE, next, second(10_000))),
                MOST_AT_ONCE,
                next);
        assertThat(chat.vault.destroyed()).hasSize(MOST_AT_ONCE);
    }

    @Test
    void allQueuesTogetherHaveNoMore() {
        List<Object> events = new ArrayList<>(List.of(messages(MOST_AT_ONCE - 1)));
        events.add(sent(MOST_AT_ONCE, second(155)));
        events.add(sent(MOST_AT_ONCE + 1, second(156)));
        events.add(sent(MOST_AT_ONCE + 2, second(140)));

        answers(
                askedAt(10_000, events.toArray())
                        .expectEvents(
                                expired(1, MOST_AT_ONCE - 1, 1, MOST_AT_ONCE - 1, null, second(10_000)),
                                expired(
                                        MOST_AT_ONCE,
                                        MOST_AT_ONCE,
                                        MOST_AT_ONCE,
                                        MOST_AT_ONCE,
                                        second(156),
                                        second(10_000))),
                MOST_AT_ONCE,
                second(140));
        assertThat(chat.vault.destroyed()).hasSize(MOST_AT_ONCE);
    }

    @Test
    void onlyWhatGoesIsReadHoweverMuchLiesBetween() {
        List<Object> events = new ArrayList<>(List.of(FIRST));
        for (long n = 2; n <= 2_000; n++) {
            events.add(sent(n, null));
        }
        events.add(sent(2_001, second(2_061)));

        answers(askedAt(100, events.toArray()).expectEvents(expired(1, 1, 1, 1, null, second(100))), 1, second(2_061));
        assertThat(chat.log.pages()).isEqualTo(1);
    }

    @Test
    void otherEventsInBetweenDoNotMatter() {
        RetentionChanged longer = changed(MINUTE, second(900), second(1));
        RetentionChanged back = changed(MINUTE, null, second(1));

        askedAt(100, FIRST, longer, back, SECOND, retracted(1, second(3)))
                .expectEvents(expired(1, 2, 1, 4, null, second(100)));
    }

    @Test
    void theTombstoneOfAMessageThatWasTakenBackGoesToo() {
        chat.vault.shred(message(1));

        askedAt(61, FIRST, retracted(1, second(2))).expectEvents(expired(1, 1, 1, 1, null, second(61)));
    }

    @Test
    void aClockThatGoesBackLetsNothingGoEarly() {
        nothingGoes(askedAt(30, FIRST, SECOND, FIRST_GONE), second(62));
    }

    @Test
    void aClockThatGoesForwardLosesNothing() {
        askedAt(1_000_000, FIRST, SECOND, FIRST_GONE).expectEvents(expired(2, 2, 1, 2, null, second(1_000_000)));
    }

    @Test
    void whatTheLogDoesNotHaveYetIsAskedForAgain() {
        chat.clock.set(second(100));
        given(FIRST, SECOND, sent(3, second(63)));
        chat.log.loseFrom(CHAT, 3);

        answers(chat.when(EXPIRE).expectEvents(expired(1, 1, 1, 1, second(62), second(100))), 1, second(62));
        assertThat(chat.vault.destroyed()).containsExactly(keyOf(1));
    }

    @Test
    void whereTheLogHasNothingYetNothingGoes() {
        chat.clock.set(second(100));
        given(FIRST);
        chat.log.loseFrom(CHAT, 1);

        nothingGoes(chat.when(EXPIRE), second(61));
    }

    @Test
    void anExpiredMessageSentAgainIsAnsweredAsAtFirst() {
        chat.clock.set(second(100));
        chat.vault.shred(message(1));

        given(FIRST, expired(1, 1, 1, 1, null, second(61)))
                .when(send(1, "text"))
                .expectNoEvents()
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, second(1), second(61), true));
        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void onceTheWholeChatIsDueThatIsAnsweredAndNoMessageGoesAlone() {
        chat.clock.set(second(90));

        chat.given(opened(MINUTE, second(90)), FIRST)
                .when(EXPIRE)
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, second(61), true));
        assertThat(chat.vault.destroyed()).isEmpty();
    }

    @Test
    void theEndOfTheChatIsWhatIsDueNextIfNothingGoesBefore() {
        nothingGoes(chat.given(opened(MINUTE, second(30)), FIRST).when(EXPIRE), second(30));
    }

    @Test
    void inAChatThatIsGoneNothingIsLeftToGo() {
        chat.clock.set(second(100));

        nothingGoes(
                chat.given(opened(MINUTE, second(90)), FIRST, gone(PAIR, 1, second(90), second(90)))
                        .when(EXPIRE),
                null);
    }

    @Test
    void aChatThatNeverWasIsNotFound() {
        refuses(chat.given(List.of()).when(EXPIRE), ErrorCode.CHAT_NOT_FOUND);
    }

    /** So many, each of which lives for a minute. */
    private static Object[] messages(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(n -> sent(n, end(n))).toArray();
    }

    private static Instant end(long n) {
        return second(n + 60);
    }
}
