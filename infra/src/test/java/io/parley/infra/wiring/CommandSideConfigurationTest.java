package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.command.chat.Chat;
import io.parley.command.receipt.ChatFacts;
import io.parley.command.receipt.Receipts;
import io.parley.command.session.Session;
import io.parley.command.user.User;
import io.parley.contract.Confidential;
import io.parley.contract.MetadataKeys;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
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
import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command side on the store, the bus and the keyring of record. */
class CommandSideConfigurationTest {

    private static final int SNAPSHOT_EVERY = 5;

    @TempDir
    private Path folder;

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final UserId alice = UserId.random();
    private final UserId bob = UserId.random();
    private TestNode node;

    @BeforeEach
    void startWithTwoPeople() {
        start(SNAPSHOT_EVERY);
        register(alice, "alice");
        register(bob, "bob");
    }

    @AfterEach
    void stop() {
        node.close();
    }

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

    @Test
    void aChatFromBeforeARestartIsReadFromTheLog() {
        ChatId chat = open(alice, bob);
        ChatId empty = open(alice, registered("carol"));
        send(chat, alice, "one");
        send(chat, alice, "two");
        restart();

        assertThat(node.bean(ChatFacts.class).load(Set.of(chat, empty, ChatId.random())))
                .hasSize(2)
                .containsEntry(chat, new ChatFacts.Facts(new Audience.Pair(alice, bob), 2))
                .hasEntrySatisfying(
                        empty, facts -> assertThat(facts.lastSequence()).isZero());
        answer(new MarkRead(new ReceiptsId(chat, bob), 2));
        assertThat(refusal(new MarkRead(new ReceiptsId(chat, bob), 3))).isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
        assertThat(refusal(new MarkRead(new ReceiptsId(empty, alice), 1))).isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
    }

    @Test
    void aChatGoesOnFromItsSnapshot() {
        ChatId chat = open(alice, bob);
        List<SendMessage> messages = new ArrayList<>();
        List<SentMessage> answers = new ArrayList<>();
        for (int i = 0; i < 2 * SNAPSHOT_EVERY; i++) {
            messages.add(message(chat, i % 2 == 0 ? alice : bob, "message " + i));
            answers.add((SentMessage) answer(messages.get(i)));
        }
        awaitSnapshot(chat.toString(), Chat.class);
        restart();

        for (int i = 0; i < messages.size(); i++) {
            SentMessage first = answers.get(i);
            assertThat(answer(messages.get(i)))
                    .isEqualTo(new SentMessage(
                            first.messageId(), chat, first.sequence(), first.sentAt(), first.expiresAt(), true));
        }
        assertThat(refusal(message(chat, UserId.random(), "let me in"))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        SentMessage next = send(chat, alice, "after the restart");
        assertThat(next.sequence()).isEqualTo(messages.size() + 1);
        assertThat(next.sentAt())
                .isAfterOrEqualTo(answers.get(answers.size() - 1).sentAt());
    }

    @Test
    void receiptsGoOnFromTheirSnapshot() {
        ChatId chat = open(alice, bob);
        ReceiptsId bobs = new ReceiptsId(chat, bob);
        for (int i = 1; i <= 2 * SNAPSHOT_EVERY; i++) {
            send(chat, alice, "message " + i);
            answer(new MarkDelivered(bobs, i));
        }
        awaitSnapshot(bobs.toString(), Receipts.class);
        restart();
        long head = node.bean(EventTail.class).head();

        answer(new MarkDelivered(bobs, 2 * SNAPSHOT_EVERY));
        assertThat(node.bean(EventTail.class).head()).isEqualTo(head);
        answer(new MarkRead(bobs, 1));
        assertThat(node.bean(EventTail.class).head()).isEqualTo(head + 1);
    }

    @Test
    void anAccountGoesOnFromItsSnapshot() {
        for (int i = 1; i <= 2 * SNAPSHOT_EVERY; i++) {
            answer(new ChangeProfile(alice, new Confidential("Alice " + i), LastSeenVisibility.NOBODY));
        }
        awaitSnapshot(alice.toString(), User.class);
        restart();
        long head = node.bean(EventTail.class).head();

        answer(new ChangeProfile(alice, new Confidential("Alice " + 2 * SNAPSHOT_EVERY), LastSeenVisibility.NOBODY));
        assertThat(node.bean(EventTail.class).head()).isEqualTo(head);
    }

    @Test
    void aClosedSessionStaysClosedInItsSnapshot() {
        DeviceId device = DeviceId.random();
        answer(new OpenSession(device, alice, new Confidential("laptop")));
        answer(new RefreshSession(device, 1));
        answer(new RefreshSession(device, 1));
        node.bean(Snapshotter.class).scheduleSnapshot(Session.class, device.toString());
        awaitSnapshot(device.toString(), Session.class);
        restart();

        assertThat(refusal(new RefreshSession(device, 2))).isEqualTo(ErrorCode.BAD_CREDENTIALS);
    }

    private void start(int snapshotEvery) {
        node = TestNode.on(
                database,
                Map.of(
                        "parley.data-dir", folder.toString(),
                        "parley.store.snapshot-every", Integer.toString(snapshotEvery)),
                KeyringConfiguration.class,
                AccountConfiguration.class,
                CommandSideConfiguration.class);
    }

    private void restart() {
        node.close();
        start(SNAPSHOT_EVERY);
    }

    private UserId registered(String handle) {
        UserId user = UserId.random();
        register(user, handle);
        return user;
    }

    private void register(UserId user, String handle) {
        answer(new RegisterUser(user, new Confidential(handle), new Confidential(handle), new Confidential("a hash")));
    }

    private ChatId open(UserId one, UserId other) {
        return opened(result(new OpenDirectChat(ChatId.random(), one, other))).chatId();
    }

    private SentMessage send(ChatId chat, UserId sender, String text) {
        return (SentMessage) Objects.requireNonNull(answer(message(chat, sender, text)));
    }

    /** Both sides send, ten at a time. */
    private List<Long> sendAtOnce(ChatId chat, int messages) {
        List<Long> sequences = new ArrayList<>();
        for (int sent = 0; sent < messages; sent += 10) {
            IntStream.range(0, 10)
                    .mapToObj(i -> node.send(message(chat, i % 2 == 0 ? alice : bob, "message " + i)))
                    .toList()
                    .forEach(
                            answer -> sequences.add(((SentMessage) answer.join().getPayload()).sequence()));
        }
        sequences.sort(null);
        return sequences;
    }

    private static SendMessage message(ChatId chat, UserId sender, String text) {
        return new SendMessage(chat, MessageId.random(), sender, new Confidential(text), null);
    }

    private SendMessage reply(ChatId chat, MessageId to) {
        return new SendMessage(chat, MessageId.random(), bob, new Confidential("yes"), to);
    }

    private @Nullable Object answer(ParleyCommand command) {
        return result(command).getPayload();
    }

    private CommandResultMessage<?> result(ParleyCommand command) {
        CommandResultMessage<?> result =
                node.send(command).orTimeout(20, TimeUnit.SECONDS).join();
        if (result.isExceptional() && result.exceptionResult() instanceof RuntimeException refusal) {
            throw refusal;
        }
        return result;
    }

    private ErrorCode refusal(ParleyCommand command) {
        return catchThrowableOfType(Rejection.class, () -> result(command)).code();
    }

    private static OpenedChat opened(CommandResultMessage<?> result) {
        return (OpenedChat) result.getPayload();
    }

    private void awaitSnapshot(String id, Class<?> type) {
        EventStore store = node.bean(EventStore.class);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(store.readEvents(id).peek().getPayloadType()).isEqualTo(type));
    }
}
