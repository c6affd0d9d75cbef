package io.parley.command.chat;

import static io.parley.command.chat.ChatFixture.refuses;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.Refusals.refused;
import static io.parley.command.fake.Temporary.OPERATOR;
import static io.parley.command.fake.Temporary.PAIR;
import static io.parley.command.fake.Temporary.changed;
import static io.parley.command.fake.Temporary.gone;
import static io.parley.command.fake.Temporary.opened;
import static io.parley.command.fake.Temporary.purged;
import static io.parley.command.fake.Temporary.second;
import static io.parley.command.fake.Temporary.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.GoneChat;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.HoldChat;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.ChatCommand.ReleaseChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A direct chat goes as a whole, and nothing happens in it any more. */
class ChatEndingsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final PurgeChat BY_TIME = new PurgeChat(CHAT, null);

    private final ChatFixture chat = new ChatFixture();

    @ParameterizedTest
    @MethodSource("bothSides")
    void eitherSideMayDoAwayWithItAndItsKeyGoes(UserId side) {
        chat.given(opened(MINUTE, null), sent(1, second(61)))
                .when(new PurgeChat(CHAT, side))
                .expectEvents(purged(PAIR, 1, side, second(1)));
        isDestroyed();
    }

    static Stream<UserId> bothSides() {
        return Stream.of(ALICE, BOB);
    }

    @Test
    void anEmptyOneToo() {
        chat.given(opened(null, null)).when(new PurgeChat(CHAT, ALICE)).expectEvents(purged(PAIR, 0, ALICE, second(1)));
    }

    @Test
    void whoIsNotInItIsToldThatThereIsNone() {
        refuses(chat.given(opened(null, null)).when(new PurgeChat(CHAT, CAROL)), ErrorCode.CHAT_NOT_FOUND);
        isUntouched();
    }

    @Test
    void doneAwayWithTwiceItGoesOnce() {
        for (UserId side : new UserId[] {ALICE, BOB}) {
            chat.given(opened(null, null), purged(PAIR, 0, ALICE, second(1)))
                    .when(new PurgeChat(CHAT, side))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
        isUntouched();
    }

    @Test
    void afterwardsThePairMayClaimAnother() {
        ChatId next = ChatId.random();
        assertThat(chat.pairs.claim(ALICE, BOB, next)).isEqualTo(CHAT);

        chat.given(opened(null, null)).when(new PurgeChat(CHAT, ALICE)).expectSuccessfulHandlerExecution();

        assertThat(chat.pairs.claim(BOB, ALICE, next)).isEqualTo(next);
    }

    @Test
    void doneAwayWithAgainItLeavesTheNextChatOfThePairAlone() {
        ChatId next = ChatId.random();
        chat.pairs.release(CHAT);
        chat.pairs.claim(ALICE, BOB, next);

        chat.given(opened(null, null), purged(PAIR, 0, ALICE, second(1)))
                .when(new PurgeChat(CHAT, ALICE))
                .expectNoEvents();

        assertThat(chat.pairs.claim(ALICE, BOB, ChatId.random())).isEqualTo(next);
    }

    @Test
    void itGoesAtItsTime() {
        chat.clock.set(second(90));

        chat.given(opened(MINUTE, second(90)), sent(1, second(61)))
                .when(BY_TIME)
                .expectEvents(gone(PAIR, 1, second(90), second(90)));
        isDestroyed();
        assertThat(chat.pairs.claim(ALICE, BOB, ChatId.random())).isNotEqualTo(CHAT);
    }

    @Test
    void lateItStillGoes() {
        chat.clock.set(second(1_000_000));

        chat.given(opened(null, second(90))).when(BY_TIME).expectEvents(gone(PAIR, 0, second(90), second(1_000_000)));
    }

    @Test
    void aMillisecondBeforeItsTimeNothingHappens() {
        chat.clock.set(second(90).minusNanos(1));

        chat.given(opened(null, second(90)))
                .when(BY_TIME)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        isUntouched();
    }

    @Test
    void withoutAnEndItDoesNotGoByItself() {
        chat.clock.set(second(1_000_000));

        chat.given(opened(MINUTE, null))
                .when(BY_TIME)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        isUntouched();
    }

    @Test
    void aTimeThatWasPutOffCountsNoMore() {
        chat.clock.set(second(90));

        chat.given(opened(null, second(90)), changed(null, second(91), second(2)))
                .when(BY_TIME)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        isUntouched();
    }

    @Test
    void itGoesByItsTimeOnce() {
        chat.clock.set(second(100));

        chat.given(opened(null, second(90)), gone(PAIR, 0, second(90), second(90)))
                .when(BY_TIME)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        isUntouched();
    }

    @Test
    void itCanBeDoneAwayWithBeforeItsTime() {
        chat.given(opened(null, second(90)))
                .when(new PurgeChat(CHAT, BOB))
                .expectEvents(purged(PAIR, 0, BOB, second(1)));
    }

    @Test
    void aChatThatNeverWasIsNotFound() {
        chat.given()
                .when(new PurgeChat(CHAT, ALICE))
                .expectException(refused(ErrorCode.CHAT_NOT_FOUND))
                .expectNoEvents();
        isUntouched();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whoWasInItIsToldThatItIsGone(GoneChat.Command command) {
        refuses(goneChat().when(command.by(ALICE)), ErrorCode.CHAT_GONE);
        isUntouched();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whoWasNotIsNotToldThatItWas(GoneChat.Command command) {
        refuses(goneChat().when(command.by(CAROL)), ErrorCode.CHAT_NOT_FOUND);
        isUntouched();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void onceItsTimeHasComeItIsGoneForItsMembersThoughItsDeadlineIsLate(GoneChat.Command command) {
        chat.clock.set(second(90));

        refuses(
                chat.given(opened(MINUTE, second(90)), sent(1, second(61))).when(command.by(ALICE)),
                ErrorCode.CHAT_GONE);
        isUntouched();
    }

    static Stream<GoneChat.Command> commands() {
        return GoneChat.commands();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void anOperatorIsToldThatItIsGone(ParleyCommand command) {
        refuses(goneChat().when(command), ErrorCode.CHAT_GONE);
    }

    static Stream<ParleyCommand> operators() {
        return Stream.of(new HoldChat(CHAT, OPERATOR), new ReleaseChat(CHAT, OPERATOR));
    }

    private TestExecutor<Chat> goneChat() {
        return chat.given(opened(MINUTE, second(90)), sent(1, second(61)), purged(PAIR, 1, ALICE, second(2)));
    }

    private void isDestroyed() {
        assertThat(chat.pairs.keys()).isEmpty();
        assertThat(chat.vault.destroyed()).isEmpty();
    }

    private void isUntouched() {
        assertThat(chat.pairs.keys()).containsExactly(CHAT);
        assertThat(chat.vault.destroyed()).isEmpty();
    }
}
