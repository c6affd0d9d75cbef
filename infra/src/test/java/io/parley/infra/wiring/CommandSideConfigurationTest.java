package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.Confidential;
import io.parley.contract.MetadataKeys;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.SentMessage;
import io.parley.contract.receipt.MarksChecked;
import io.parley.contract.receipt.MarksChecked.Refused;
import io.parley.contract.receipt.ReceiptCommand.MarkDelivered;
import io.parley.contract.receipt.ReceiptCommand.MarkRead;
import io.parley.contract.receipt.ReceiptQuery.CheckMarks;
import io.parley.contract.receipt.ReceiptQuery.Mark;
import io.parley.contract.session.RefreshOutcome;
import io.parley.contract.session.SessionCommand.OpenSession;
import io.parley.contract.session.SessionCommand.RefreshSession;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserCommand.ChangeProfile;
import io.parley.contract.user.UserCommand.RegisterUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.Test;

/** The command side on the store, the bus and the keyring of record. */
class CommandSideConfigurationTest extends CommandSideFixture {

    @Test
    void twoPeopleChatAndMarkWhatTheyGot() {
        ChatId chat = open(alice, bob);

        assertThat(send(chat, alice, "hello").sequence()).isEqualTo(1);
        assertThat(send(chat, bob, "hello yourself").sequence()).isEqualTo(2);
        answer(new MarkDelivered(new ReceiptsId(chat, bob), 1));
        answer(new MarkRead(new ReceiptsId(chat, alice), 2));
        assertThat(refusal(new MarkRead(new ReceiptsId(chat, alice), 3))).isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
    }

    @Test
    void anAnswerBearsThePositionOfTheLastEventAlsoIfThereWasNone() {
        ChatId chat = open(alice, bob);
        SendMessage message = message(chat, alice, "hello");
        long head = node.bean(EventTail.class).head();

        assertThat(result(message).getMetaData()).containsEntry(MetadataKeys.POSITION, head + 1);
        assertThat(result(message).getMetaData()).containsEntry(MetadataKeys.POSITION, head + 1);
    }

    @Test
    void whatIsUnknownIsRefusedByItsName() {
        ChatId nowhere = ChatId.random();

        assertThat(refusal(message(nowhere, alice, "hello"))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        assertThat(refusal(new MarkRead(new ReceiptsId(nowhere, alice), 1))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        assertThat(refusal(new OpenDirectChat(nowhere, alice, UserId.random()))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(refusal(new ChangeProfile(UserId.random(), null, null))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        assertThat(refusal(new RefreshSession(DeviceId.random(), 1))).isEqualTo(ErrorCode.BAD_CREDENTIALS);
    }

    @Test
    void whatIsNoChatTakesNoMessageThoughSomethingElseHasTheIdentifier() {
        ChatId userAsChat = new ChatId(alice.value());

        assertThat(refusal(message(userAsChat, alice, "hello"))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        answer(new ChangeProfile(alice, new Confidential("Alice"), null));
        assertThat(refusal(message(userAsChat, alice, "hello"))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        node.close();
        start(SNAPSHOT_EVERY);
        assertThat(refusal(message(userAsChat, alice, "hello"))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void ofTwoWhoWantAHandleOneGetsIt() {
        assertThat(refusal(new RegisterUser(
                        UserId.random(),
                        new Confidential("alice"),
                        new Confidential("Another"),
                        new Confidential("hash"))))
                .isEqualTo(ErrorCode.HANDLE_TAKEN);
    }

    @Test
    void whoOpensAtOnceFromBothSidesFindsOneChat() {
        List<CompletableFuture<CommandResultMessage<?>>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(node.send(new OpenDirectChat(ChatId.random(), alice, bob)));
            answers.add(node.send(new OpenDirectChat(ChatId.random(), bob, alice)));
        }

        List<OpenedChat> opened = answers.stream()
                .map(CompletableFuture::join)
                .map(CommandSideConfigurationTest::opened)
                .toList();

        assertThat(opened)
                .extracting(OpenedChat::chatId)
                .containsOnly(opened.get(0).chatId());
        assertThat(opened).filteredOn(OpenedChat::created).hasSize(1);
    }

    @Test
    void anIdUsedInAnotherChatIsRefusedByTheStore() {
        UserId carol = UserId.random();
        register(carol, "carol");
        SendMessage first = message(open(alice, bob), alice, "hello");
        answer(first);

        SendMessage elsewhere =
                new SendMessage(open(alice, carol), first.messageId(), alice, new Confidential("hello"), null);

        assertThat(refusal(elsewhere)).isEqualTo(ErrorCode.MESSAGE_ID_REUSED);
    }

    @Test
    void aSendOfLongAgoIsAnsweredFromTheLog() {
        node.close();
        start(500);
        ChatId chat = open(alice, bob);
        SendMessage longAgo = message(chat, alice, "hello");
        SentMessage first = (SentMessage) Objects.requireNonNull(answer(longAgo));
        List<Long> sequences = sendAtOnce(chat, 1_100);

        assertThat(sequences)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 1_101).boxed().toList());
        assertThat(answer(longAgo))
                .isEqualTo(new SentMessage(first.messageId(), chat, 1, first.sentAt(), first.expiresAt(), true));
        assertThat(refusal(new SendMessage(chat, longAgo.messageId(), alice, new Confidential("other"), null)))
                .isEqualTo(ErrorCode.MESSAGE_ID_REUSED);
        assertThat(send(chat, bob, "and on").sequence()).isEqualTo(1_102);
    }

    @Test
    void aRepliedMessageIsFoundHoweverLongAgoItWas() {
        UserId carol = UserId.random();
        register(carol, "carol");
        ChatId chat = open(alice, bob);
        MessageId elsewhere = send(open(alice, carol), alice, "hello").messageId();
        MessageId here = send(chat, alice, "hello").messageId();

        assertThat(refusal(reply(chat, elsewhere))).isEqualTo(ErrorCode.REPLY_NOT_FOUND);
        assertThat(answer(reply(chat, here))).isInstanceOf(SentMessage.class);
    }

    @Test
    void aSessionWhoseTokenIsUsedTwiceIsClosedForGood() {
        DeviceId device = DeviceId.random();
        answer(new OpenSession(device, alice, new Confidential("laptop")));

        assertThat(answer(new RefreshSession(device, 1))).isEqualTo(new RefreshOutcome(2));
        assertThat(answer(new RefreshSession(device, 1))).isEqualTo(RefreshOutcome.REUSED);
        assertThat(refusal(new RefreshSession(device, 2))).isEqualTo(ErrorCode.BAD_CREDENTIALS);
        restart();
        assertThat(refusal(new RefreshSession(device, 2))).isEqualTo(ErrorCode.BAD_CREDENTIALS);
    }

    @Test
    void aProfileThatStaysTheSameAppendsNothing() {
        long head = node.bean(EventTail.class).head();

        answer(new ChangeProfile(alice, new Confidential("alice"), LastSeenVisibility.EVERYONE));
        assertThat(node.bean(EventTail.class).head()).isEqualTo(head);
        answer(new ChangeProfile(alice, new Confidential("Alice"), null));
        assertThat(node.bean(EventTail.class).head()).isEqualTo(head + 1);
    }

    @Test
    void marksAreCheckedByAQueryBeforeAnyIsApplied() {
        ChatId chat = open(alice, bob);
        send(chat, alice, "hello");

        MarksChecked checked = node.bean(QueryGateway.class)
                .query(
                        new CheckMarks(
                                bob, List.of(new Mark(chat, 1), new Mark(chat, 2), new Mark(ChatId.random(), 1))),
                        ResponseTypes.instanceOf(MarksChecked.class))
                .join();

        assertThat(checked.refused())
                .containsExactly(
                        new Refused(1, ErrorCode.BEYOND_LAST_SEQUENCE), new Refused(2, ErrorCode.CHAT_NOT_FOUND));
    }
}
