package io.parley.command.chat;

import static io.parley.command.chat.Expiring.MOST_AT_ONCE;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.Refusals.refused;
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

import io.parley.contract.error.ErrorCode;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.ExpireMessages;
import io.parley.contract.message.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages go when their time has come: each once, none early, however often one asks. */
class MessageExpiryTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ExpireMessages EXPIRE = new ExpireMessages(CHAT);

    private final ChatFixture chat = new ChatFixture();

    @Test
    void aMessageGoesWithItsKeyAtItsTime() {
        chat.clock.set(second(61));

        chat.given(opened(MINUTE, null), sent(1, second(61)), sent(2, second(62)))
                .when(EXPIRE)
                .expectEvents(expired(1, 1, 1, 1, second(62), second(61)))
                .expectResultMessagePayload(new ExpiryOutcome(1, second(62), false));
        assertThat(chat.vault.destroyed()).containsExactly(keyOf(1));
    }

    @Test
    void askedAMillisecondTooEarlyNothingGoesAndTheTimeIsAnswered() {
        chat.clock.set(second(61).minusNanos(1));

        chat.given(opened(MINUTE, null), sent(1, second(61)))
                .when(EXPIRE)
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, second(61), false));
        assertThat(chat.vault.destroyed()).isEmpty();
        assertThat(chat.log.pages()).isZero();
    }

    @Test
    void askedTwiceNothingMoreGoes() {
        chat.clock.set(second(62));

        chat.given(
                        opened(MINUTE, null),
                        sent(1, second(61)),
                        sent(2, second(62)),
                        expired(1, 2, 1, 2, null, second(62)))
                .when(EXPIRE)
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, null, false));
        assertThat(chat.vault.destroyed()).isEmpty();
    }

    @Test
    void theRestOfAQueueGoesLater() {
        chat.clock.set(second(62));

        chat.given(
                        opened(MINUTE, null),
                        sent(1, second(61)),
                        sent(2, second(62)),
                        expired(1, 1, 1, 1, second(62), second(61)))
                .when(EXPIRE)
                .expectEvents(expired(2, 2, 1, 2, null, second(62)))
                .expectResultMessagePayload(new ExpiryOutcome(1, null, false));
    }

    @Test
    void whereNothingHasAnEndNothingGoes() {
        chat.clock.set(second(1_000_000));

        chat.given(opened(null, null), sent(1, null))
                .when(EXPIRE)
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, null, false));
    }

    @Test
    void afterAShorterTimeToLiveLaterMessagesGoBeforeEarlierOnes() {
        chat.clock.set(second(10));

        chat.given(
                        opened(MINUTE, null),
                        sent(1, second(61)),
                        changed(Duration.ofSeconds(5), null, second(1)),
                        sent(2, second(7)),
                        sent(3, second(8)))
                .when(EXPIRE)
                .expectEvents(expired(2, 3, 2, 4, null, second(10)))
                .expectResultMessagePayload(new ExpiryOutcome(2, second(61), false));
        assertThat(chat.vault.destroyed()).containsExactlyInAnyOrderElementsOf(keysOf(2, 3));
    }

    @Test
    void severalQueuesGoByOneCommandAnEventEach() {
        chat.clock.set(second(100));

        chat.given(opened(MINUTE, null), sent(1, second(61)), sent(2, second(7)), sent(3, null), sent(4, second(64)))
                .when(EXPIRE)
                .expectEvents(
                        expired(1, 1, 1, 1, null, second(100)),
                        expired(2, 2, 2, 2, null, second(100)),
                        expired(4, 4, 4, 4, null, second(100)))
                .expectResultMessagePayload(new ExpiryOutcome(3, null, false));
        assertThat(chat.vault.destroyed()).containsExactlyInAnyOrder(keyOf(1), keyOf(2), keyOf(4));
    }

    @Test
    void asManyAsAreAllowedGoAtOnce() {
        chat.clock.set(second(10_000));

        chat.given(messages(MOST_AT_ONCE))
                .when(EXPIRE)
                .expectEvents(expired(1, MOST_AT_ONCE, 1, MOST_AT_ONCE, null, second(10_000)))
                .expectResultMessagePayload(new ExpiryOutcome(MOST_AT_ONCE, null, false));
    }

    @Test
    void ofMoreTheRestIsDueAtOnce() {
        chat.clock.set(second(10_000));

        chat.given(messages(MOST_AT_ONCE + 1))
                .when(EXPIRE)
                .expectEvents(expired(1, MOST_AT_ONCE, 1, MOST_AT_ONCE, second(60 + MOST_AT_ONCE + 1), second(10_000)))
                .expectResultMessagePayload(new ExpiryOutcome(MOST_AT_ONCE, second(60 + MOST_AT_ONCE + 1), false));
        assertThat(chat.vault.destroyed()).hasSize(MOST_AT_ONCE);
    }

    @Test
    void allQueuesTogetherHaveNoMore() {
        chat.clock.set(second(10_000));
        List<Object> events = messages(MOST_AT_ONCE - 1);
        events.add(sent(MOST_AT_ONCE, second(155)));
        events.add(sent(MOST_AT_ONCE + 1, second(156)));
        events.add(sent(MOST_AT_ONCE + 2, second(140)));

        chat.given(events)
                .when(EXPIRE)
                .expectEvents(
                        expired(1, MOST_AT_ONCE - 1, 1, MOST_AT_ONCE - 1, null, second(10_000)),
                        expired(MOST_AT_ONCE, MOST_AT_ONCE, MOST_AT_ONCE, MOST_AT_ONCE, second(156), second(10_000)))
                .expectResultMessagePayload(new ExpiryOutcome(MOST_AT_ONCE, second(140), false));
        assertThat(chat.vault.destroyed()).hasSize(MOST_AT_ONCE);
    }

    @Test
    void onlyWhatGoesIsReadHoweverMuchLiesBetween() {
        chat.clock.set(second(100));
        List<Object> events = new ArrayList<>(List.of(opened(MINUTE, null), sent(1, second(61))));
        for (long n = 2; n <= 2_000; n++) {
            events.add(sent(n, null));
        }
        events.add(sent(2_001, second(2_061)));

        chat.given(events)
                .when(EXPIRE)
                .expectEvents(expired(1, 1, 1, 1, null, second(100)))
                .expectResultMessagePayload(new ExpiryOutcome(1, second(2_061), false));
        assertThat(chat.log.pages()).isEqualTo(1);
    }

    @Test
    void otherEventsInBetweenDoNotMatter() {
        chat.clock.set(second(100));

        chat.given(
                        opened(MINUTE, null),
                        sent(1, second(61)),
                        changed(MINUTE, second(900), second(1)),
                        changed(MINUTE, null, second(1)),
                        sent(2, second(62)),
                        retracted(1, second(3)))
                .when(EXPIRE)
                .expectEvents(expired(1, 2, 1, 4, null, second(100)));
    }

    @Test
    void theTombstoneOfAMessageThatWasTakenBackGoesToo() {
        chat.clock.set(second(61));
        chat.vault.shred(message(1));

        chat.given(opened(MINUTE, null), sent(1, second(61)), retracted(1, second(2)))
                .when(EXPIRE)
                .expectEvents(expired(1, 1, 1, 1, null, second(61)));
    }

    @Test
    void aClockThatGoesBackLetsNothingGoEarly() {
        chat.clock.set(second(30));

        chat.given(
                        opened(MINUTE, null),
                        sent(1, second(61)),
                        sent(2, second(62)),
                        expired(1, 1, 1, 1, second(62), second(61)))
                .when(EXPIRE)
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, second(62), false));
    }

    @Test
    void aClockThatGoesForwardLosesNothing() {
        chat.clock.set(second(1_000_000));

        chat.given(
                        opened(MINUTE, null),
                        sent(1, second(61)),
                        sent(2, second(62)),
                        expired(1, 1, 1, 1, second(62), second(61)))
                .when(EXPIRE)
                .expectEvents(expired(2, 2, 1, 2, null, second(1_000_000)));
    }

    @Test
    void whatTheLogDoesNotHaveYetIsAskedForAgain() {
        chat.clock.set(second(100));

        chat.given(opened(MINUTE, null), sent(1, second(61)), sent(2, second(62)), sent(3, second(63)));
        chat.log.loseFrom(CHAT, 3);

        chat.when(EXPIRE)
                .expectEvents(expired(1, 1, 1, 1, second(62), second(100)))
                .expectResultMessagePayload(new ExpiryOutcome(1, second(62), false));
        assertThat(chat.vault.destroyed()).containsExactly(keyOf(1));
    }

    @Test
    void whereTheLogHasNothingYetNothingGoes() {
        chat.clock.set(second(100));
        chat.given(opened(MINUTE, null), sent(1, second(61)));
        chat.log.loseFrom(CHAT, 1);

        chat.when(EXPIRE).expectNoEvents().expectResultMessagePayload(new ExpiryOutcome(0, second(61), false));
    }

    @Test
    void anExpiredMessageSentAgainIsAnsweredAsAtFirst() {
        chat.clock.set(second(100));
        chat.vault.shred(message(1));

        chat.given(opened(MINUTE, null), sent(1, second(61)), expired(1, 1, 1, 1, null, second(61)))
                .when(send(1, "text"))
                .expectNoEvents()
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, second(1), second(61), true));
        assertThat(chat.deadlines.armed()).isEmpty();
    }

    @Test
    void onceTheWholeChatIsDueThatIsAnsweredAndNoMessageGoesAlone() {
        chat.clock.set(second(90));

        chat.given(opened(MINUTE, second(90)), sent(1, second(61)))
                .when(EXPIRE)
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, second(61), true));
        assertThat(chat.vault.destroyed()).isEmpty();
    }

    @Test
    void theEndOfTheChatIsWhatIsDueNextIfNothingGoesBefore() {
        chat.given(opened(MINUTE, second(30)), sent(1, second(61)))
                .when(EXPIRE)
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, second(30), false));
    }

    @Test
    void inAChatThatIsGoneNothingIsLeftToGo() {
        chat.clock.set(second(100));

        chat.given(opened(MINUTE, second(90)), sent(1, second(61)), gone(PAIR, 1, second(90), second(90)))
                .when(EXPIRE)
                .expectNoEvents()
                .expectResultMessagePayload(new ExpiryOutcome(0, null, false));
    }

    @Test
    void aChatThatNeverWasIsNotFound() {
        chat.given(List.of())
                .when(EXPIRE)
                .expectException(refused(ErrorCode.CHAT_NOT_FOUND))
                .expectNoEvents();
    }

    /** So many, each of which lives for a minute. */
    private static List<Object> messages(int count) {
        List<Object> events = new ArrayList<>(List.of(opened(MINUTE, null)));
        for (long n = 1; n <= count; n++) {
            events.add(sent(n, end(n)));
        }
        return events;
    }

    private static Instant end(long n) {
        return second(n + 60);
    }
}
