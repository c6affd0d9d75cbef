package io.parley.command.chat;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.content;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.People.sent;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.UnknownAggregates;
import io.parley.command.fake.FakeBlocks;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeDeadlines;
import io.parley.command.fake.FakeMedia;
import io.parley.command.fake.FakeMessageVault;
import io.parley.command.fake.FakePairs;
import io.parley.command.fake.FakeSentMessages;
import io.parley.command.message.CommandHints;
import io.parley.command.message.MessageParser;
import io.parley.contract.Confidential;
import io.parley.contract.chat.Audience;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.SentMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatTest {

    private static final Map<String, Object> ID_USED = Map.of(CommandHints.MESSAGE_ID_USED, true);

    private final FakeMessageVault vault = new FakeMessageVault();
    private final FakeSentMessages sentMessages = new FakeSentMessages();
    private final FakeClock clock = new FakeClock(NOON.plusSeconds(1));
    private AggregateTestFixture<Chat> fixture = new AggregateTestFixture<>(Chat.class);

    @BeforeEach
    void provideThePorts() {
        fixture = new AggregateTestFixture<>(Chat.class);
        fixture.registerInjectableResource(vault);
        fixture.registerInjectableResource(sentMessages);
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(new MessageParser());
        fixture.registerInjectableResource(new FakeMedia().attachments());
        fixture.registerInjectableResource(new FakeBlocks());
        fixture.registerInjectableResource(new FakePairs());
        fixture.registerInjectableResource(new FakeDeadlines());
        fixture.registerInjectableResource(RetentionPolicy.NONE);
        fixture.registerCommandHandlerInterceptor(new UnknownAggregates());
    }

    @Test
    void theFirstMessageHasSequenceOne() {
        fixture.given(opened())
                .when(send(1, "hello"))
                .expectEvents(sent(1, "hello"))
                .expectResultMessagePayload(new SentMessage(message(1), CHAT, 1, NOON.plusSeconds(1), null, false));
    }

    @Test
    void eitherSideMaySend() {
        fixture.given(opened(), sent(1, "hello"))
                .when(sending(2, BOB, "hello yourself", null))
                .expectResultMessagePayload(new SentMessage(message(2), CHAT, 2, NOON.plusSeconds(1), null, false));
    }

    @Test
    void whatIsSealedIsTheNormalisedTextWithItsMentionsAndLinks() {
        MessageContent parsed =
                new MessageContent("caf\u00e9 @bob https://x.org", List.of("bob"), List.of("https://x.org"));
        var sealed = FakeMessageVault.sealed(message(1), parsed, null);

        fixture.given(opened())
                .when(send(1, "cafe\u0301 @bob https://x.org"))
                .expectEvents(new MessageSent(
                        CHAT,
                        message(1),
                        ALICE,
                        1,
                        NOON.plusSeconds(1),
                        null,
                        new Audience.Pair(ALICE, BOB),
                        sealed.content(),
                        sealed.mac(),
                        null));
    }

    @Test
    void theTimeOfSendingIsToTheMillisecond() {
        clock.move(Duration.ofNanos(1_999_999));

        fixture.given(opened()).when(send(1, "hello")).expectResultMessagePayload(answer(1, 1_001, false));
    }

    @Test
    void theTimeOfSendingNeverDecreasesThoughTheClockDoes() {
        clock.move(Duration.ofHours(-1));

        fixture.given(opened(), sent(1, "one"), sent(2, "two"))
                .when(send(3, "three"))
                .expectResultMessagePayload(new SentMessage(message(3), CHAT, 3, NOON.plusSeconds(2), null, false));
    }

    @Test
    void noMessageIsOlderThanItsChat() {
        clock.move(Duration.ofHours(-1));

        fixture.given(opened()).when(send(1, "hello")).expectResultMessagePayload(answer(1, 0, false));
    }

    @Test
    void aSecondSendIsAnsweredAsAtFirst() {
        clock.move(Duration.ofHours(1));

        fixture.given(opened(), sent(1, "hello"), sent(2, "more"))
                .when(send(1, "hello"))
                .expectNoEvents()
                .expectResultMessagePayload(answer(1, 1_000, true));
    }

    @Test
    void aSecondSendIsComparedByItsNormalisedText() {
        fixture.given(opened(), sent(1, "caf\u00e9"))
                .when(send(1, "cafe\u0301"))
                .expectNoEvents()
                .expectResultMessagePayload(answer(1, 1_000, true));
    }

    @Test
    void theSameIdWithOtherTextIsRefused() {
        refuses(fixture.given(opened(), sent(1, "hello")).when(send(1, "goodbye")), ErrorCode.MESSAGE_ID_REUSED);
    }

    @Test
    void theSameIdAndTextInReplyToSomethingElseIsRefused() {
        refuses(
                fixture.given(opened(), sent(1, "hello"), sent(2, "yes")).when(sending(2, ALICE, "yes", message(1))),
                ErrorCode.MESSAGE_ID_REUSED);
    }

    @Test
    void theSameIdByTheOtherSideIsRefused() {
        refuses(
                fixture.given(opened(), sent(1, "hello")).when(sending(1, BOB, "hello", null)),
                ErrorCode.MESSAGE_ID_REUSED);
    }

    @Test
    void onceTheKeyIsGoneTheSenderAloneIsCompared() {
        vault.shred(message(1));

        fixture.given(opened(), sent(1, "hello"))
                .when(send(1, "whatever"))
                .expectNoEvents()
                .expectResultMessagePayload(answer(1, 1_000, true));
    }

    @Test
    void onceTheKeyIsGoneTheOtherSideIsStillRefused() {
        vault.shred(message(1));

        refuses(
                fixture.given(opened(), sent(1, "hello")).when(sending(1, BOB, "hello", null)),
                ErrorCode.MESSAGE_ID_REUSED);
    }

    @Test
    void anIdThatTheStoreKnowsFromLongAgoIsAnsweredFromTheLog() {
        sentMessages.add(sent(1, "hello"));

        fixture.given(opened(), sent(2, "later"))
                .when(send(1, "hello"), ID_USED)
                .expectNoEvents()
                .expectResultMessagePayload(answer(1, 1_000, true));
    }

    @Test
    void anIdThatTheStoreKnowsWithOtherTextIsRefused() {
        sentMessages.add(sent(1, "hello"));

        refuses(
                fixture.given(opened(), sent(2, "later")).when(send(1, "goodbye"), ID_USED),
                ErrorCode.MESSAGE_ID_REUSED);
    }

    @Test
    void anIdThatTheStoreKnowsFromAnotherChatIsRefused() {
        sentMessages.add(sent(ChatId.random(), 1, "hello"));

        refuses(fixture.given(opened()).when(send(1, "hello"), ID_USED), ErrorCode.MESSAGE_ID_REUSED);
    }

    @Test
    void whoIsNotInTheChatIsToldThatThereIsNone() {
        refuses(fixture.given(opened()).when(sending(1, CAROL, "hello", null)), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whoIsNotInTheChatLearnsNothingOfItsMessagesEither() {
        refuses(
                fixture.given(opened(), sent(1, "hello")).when(sending(1, CAROL, "\u0000", message(9))),
                ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aChatThatDoesNotExistIsNotFound() {
        refuses(fixture.givenNoPriorActivity().when(send(1, "hello")), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whatIsNoTextIsRefused() {
        refuses(fixture.given(opened()).when(send(1, "bell\u0007")), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aReplyToAMessageOfTheChatIsSent() {
        fixture.given(opened(), sent(1, "hello"))
                .when(sending(2, BOB, "hello yourself", message(1)))
                .expectSuccessfulHandlerExecution();
        assertThat(sentMessages.lookups()).isZero();
    }

    @Test
    void aReplyToAMessageOfLongAgoIsSent() {
        sentMessages.add(sent(1, "hello"));

        fixture.given(opened(), sent(2, "later"))
                .when(sending(3, BOB, "hello yourself", message(1)))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void aReplyToNothingIsRefused() {
        refuses(fixture.given(opened()).when(sending(1, ALICE, "hello", message(9))), ErrorCode.REPLY_NOT_FOUND);
    }

    @Test
    void aReplyToAMessageOfAnotherChatIsRefused() {
        sentMessages.add(sent(ChatId.random(), 9, "elsewhere"));

        refuses(fixture.given(opened()).when(sending(1, ALICE, "hello", message(9))), ErrorCode.REPLY_NOT_FOUND);
    }

    @Test
    void aReplyToItselfIsRefused() {
        refuses(fixture.given(opened()).when(sending(1, ALICE, "hello", message(1))), ErrorCode.REPLY_NOT_FOUND);
    }

    @Test
    void aReplyIsRepeatedWithoutAskingForItsTargetAgain() {
        MessageContent yes = content("yes");
        var sealed = FakeMessageVault.sealed(message(2), yes, message(1));
        MessageSent reply = new MessageSent(
                CHAT,
                message(2),
                BOB,
                2,
                NOON.plusSeconds(2),
                null,
                new Audience.Pair(ALICE, BOB),
                sealed.content(),
                sealed.mac(),
                message(1));

        fixture.given(opened(), sent(1, "?"), reply)
                .when(sending(2, BOB, "yes", message(1)))
                .expectNoEvents()
                .expectResultMessagePayload(new SentMessage(message(2), CHAT, 2, NOON.plusSeconds(2), null, true));
        assertThat(sentMessages.lookups()).isZero();
    }

    @Test
    void aMessageCostsTheSameAfterAHundredThousandAsAfterAHundred() {
        assertThat(costOfOneMoreAfter(100_000))
                .isEqualTo(costOfOneMoreAfter(100))
                .isEqualTo(new Cost(1, 0, 0));
    }

    @Test
    void aChatRemembersABoundedNumberOfMessages() {
        fixture.given(history(100_000))
                .when(send(100_001, "one more"))
                .expectState(chat -> assertThat(chat.remembered()).isEqualTo(SentWindow.SIZE));
    }

    private Cost costOfOneMoreAfter(int messages) {
        provideThePorts();
        Cost before = new Cost(vault.seals(), vault.macs(), sentMessages.lookups());
        fixture.given(history(messages)).when(send(messages + 1L, "one more")).expectSuccessfulHandlerExecution();
        return new Cost(
                vault.seals() - before.seals, vault.macs() - before.macs, sentMessages.lookups() - before.lookups);
    }

    private static List<Object> history(int messages) {
        List<Object> events = new ArrayList<>(List.of(opened()));
        LongStream.rangeClosed(1, messages).forEach(n -> events.add(sent(n, "text")));
        return events;
    }

    private static SendMessage sending(long n, UserId sender, String text, @Nullable MessageId replyTo) {
        return new SendMessage(CHAT, message(n), sender, new Confidential(text), replyTo);
    }

    private static SentMessage answer(long n, long millisAfterNoon, boolean repeated) {
        return new SentMessage(message(n), CHAT, n, NOON.plusMillis(millisAfterNoon), null, repeated);
    }

    private static void refuses(ResultValidator<Chat> result, ErrorCode code) {
        result.expectException(refused(code)).expectNoEvents();
    }

    private record Cost(int seals, int macs, int lookups) {}
}
