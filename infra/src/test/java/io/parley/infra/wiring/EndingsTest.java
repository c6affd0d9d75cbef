package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.HoldChat;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.chat.ChatCommand.ReleaseChat;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.Retention;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageCommand.ExpireMessages;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.MessageReader;
import io.parley.contract.message.SentMessage;
import io.parley.contract.message.SequenceRange;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandResultMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How messages and chats come to their end, with the store, the keyring and the deadlines of record. */
class EndingsTest extends CommandSideFixture {

    static final Duration SOON = Duration.ofSeconds(20);
    private static final OperatorId OPERATOR = OperatorId.random();

    @Override
    Map<String, String> store() {
        return Map.of("parley.expiry.deadlines.polling-interval", "20ms");
    }

    @Test
    void aMessageGoesAtItsTimeAndItsKeyWithIt() {
        ChatId chat = open(Duration.ofSeconds(1), null);
        Instant end = Objects.requireNonNull(send(chat, alice, "one").expiresAt());
        assertThat(deadlines()).isEqualTo(1);

        awaitExpired(chat, 1);

        assertThat(events(chat, MessagesExpired.class)).singleElement().satisfies(expired -> {
            assertThat(expired.expiredAt()).isBetween(end, end.plusSeconds(5));
            assertThat(expired.next()).isNull();
        });
        awaitShredded(chat, 1);
        await().atMost(SOON).until(() -> deadlines() == 0);
    }

    @Test
    void aShortenedLifeLetsALaterMessageGoBeforeAnEarlierOne() {
        ChatId chat = open(Duration.ofHours(1), null);
        send(chat, alice, "one");
        answer(new ChangeRetention(chat, bob, new Retention(Duration.ofSeconds(1), null), true, false));
        send(chat, alice, "two");
        answer(new ChangeRetention(chat, bob, Retention.FOR_EVER, true, false));
        send(chat, alice, "three");

        awaitExpired(chat, 1);

        assertThat(events(chat, MessagesExpired.class))
                .flatExtracting(MessagesExpired::ranges)
                .containsExactly(new SequenceRange(2, 2));
        awaitShredded(chat, 2);
        assertThat(readable(chat)).containsExactly(1L, 3L);
        assertThat(deadlines()).as("the first message still has its time").isEqualTo(1);
    }

    @Test
    void aWholeChatGoesAtItsTimeAndItsPairMayOpenTheNext() {
        ChatId chat = open(null, Instant.now().plusMillis(1_500));
        SendMessage sent = message(chat, alice, "one");
        answer(sent);

        await().atMost(SOON).until(() -> !events(chat, ChatExpired.class).isEmpty());

        assertThat(refusal(message(chat, alice, "two"))).isEqualTo(ErrorCode.CHAT_GONE);
        assertThat(refusal(sent)).isEqualTo(ErrorCode.CHAT_GONE);
        awaitNothingLeftOf(chat);
        ChatId next = open(alice, bob);
        assertThat(next).isNotEqualTo(chat);
        assertThat(send(next, bob, "hello again").sequence()).isEqualTo(1);
    }

    @Test
    void whatIsTakenBackIsGoneOnceAndARepeatedSendIsAnsweredAsBefore() {
        ChatId chat = open(alice, bob);
        SendMessage message = message(chat, alice, "one");
        SentMessage first = (SentMessage) Objects.requireNonNull(answer(message));

        answer(new RetractMessage(chat, message.messageId(), alice));
        answer(new RetractMessage(chat, message.messageId(), alice));

        assertThat(events(chat, MessageRetracted.class)).hasSize(1);
        awaitShredded(chat, 1);
        assertThat(answer(message))
                .isEqualTo(new SentMessage(first.messageId(), chat, 1, first.sentAt(), first.expiresAt(), true));
    }

    @Test
    void whatIsTakenBackBeforeItsSendIsCommittedIsGoneToo() {
        ChatId chat = open(alice, bob);
        List<CompletableFuture<CommandResultMessage<?>>> retractions = new ArrayList<>();
        List<CompletableFuture<CommandResultMessage<?>>> sends = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            SendMessage message = message(chat, alice, "number " + i);
            sends.add(node.send(message));
            retractions.add(node.send(new RetractMessage(chat, message.messageId(), alice)));
        }
        sends.forEach(sent -> assertThat(sent.join().isExceptional()).isFalse());
        long retracted = retractions.stream()
                .filter(retraction -> !retraction.join().isExceptional())
                .count();

        assertThat(retracted).isEqualTo(keptInOrder() ? 30 : retracted).isPositive();
        assertThat(events(chat, MessageRetracted.class)).hasSize((int) retracted);
        await().atMost(SOON).untilAsserted(() -> assertThat(readable(chat)).hasSize(30 - (int) retracted));
        await().atMost(SOON).until(() -> keys("message") == 30 - retracted);
    }

    @Test
    void whatWasSentLongAgoAndIsTakenBackManyTimesAtOnceIsGoneOnce() {
        node.close();
        start(500);
        ChatId chat = open(alice, bob);
        MessageId longAgo = send(chat, alice, "one").messageId();
        sendAtOnce(chat, 1_100);

        IntStream.range(0, 40)
                .mapToObj(i -> node.send(
                        i < 20
                                ? message(chat, bob, "so that a group gathers")
                                : new RetractMessage(chat, longAgo, alice)))
                .toList()
                .forEach(answer -> assertThat(answer.join().isExceptional()).isFalse());

        assertThat(events(chat, MessageRetracted.class)).hasSize(1);
        awaitShredded(chat, 1);
    }

    /** Whether commands that are sent one after the other, without waiting, come in that order. */
    boolean keptInOrder() {
        return true;
    }

    @Test
    void aPurgeTakesAlongWhatIsBeingSent() {
        ChatId chat = open(alice, bob);
        List<CompletableFuture<CommandResultMessage<?>>> sends = IntStream.range(0, 200)
                .mapToObj(i -> {
                    if (i == 100) {
                        node.send(new PurgeChat(chat, bob));
                    }
                    return node.send(message(chat, alice, "number " + i));
                })
                .toList();
        long sent = sends.stream()
                .map(CompletableFuture::join)
                .filter(result -> !result.isExceptional())
                .count();

        ChatPurged purged = events(chat, ChatPurged.class).get(0);
        assertThat(purged.lastSequence()).isEqualTo(sent).isEqualTo(keptInOrder() ? 100 : sent);
        assertThat(purged.purgedBy()).isEqualTo(bob);
        answer(new PurgeChat(chat, alice));
        assertThat(events(chat, ChatPurged.class)).hasSize(1);
        awaitNothingLeftOf(chat);
    }

    @Test
    void deadlinesOutliveARestartAndFireLateRatherThanNever() throws InterruptedException {
        ChatId chat = open(Duration.ofSeconds(1), null);
        Instant end = Objects.requireNonNull(send(chat, alice, "one").expiresAt());
        node.close();
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis() + 500));
        start(SNAPSHOT_EVERY);

        awaitExpired(chat, 1);
        awaitShredded(chat, 1);
    }

    @Test
    void aDeadlineThatIsHandledByTwoNodesHasOneEffect(@TempDir Path otherFolder) {
        Map<String, String> other = Map.of(
                "parley.store.node", "other",
                "parley.data-dir", otherFolder.toString(),
                "parley.keys.master-key", masterKey().toString());
        try (TestNode second = start(other)) {
            ChatId chat = open(Duration.ofSeconds(1), null);
            IntStream.range(0, 20).forEach(i -> send(chat, alice, "number " + i));
            awaitExpired(chat, 20);
            assertThat(second.send(new ExpireMessages(chat)).join().isExceptional())
                    .isFalse();

            assertThat(events(chat, MessagesExpired.class).stream()
                            .flatMap(expired -> expired.ranges().stream())
                            .mapToLong(SequenceRange::size)
                            .sum())
                    .isEqualTo(20);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(readable(second, chat)).isEmpty());
        }
    }

    @Test
    void underAHoldNothingGoesAndAfterItWhatIsDueGoesAtOnce() throws InterruptedException {
        ChatId chat = open(Duration.ofSeconds(1), Instant.now().plusSeconds(2));
        SendMessage message = message(chat, alice, "one");
        answer(message);
        answer(new HoldChat(chat, OPERATOR));
        Thread.sleep(2_500);

        assertThat(events(chat, MessagesExpired.class)).isEmpty();
        assertThat(events(chat, ChatExpired.class)).isEmpty();
        assertThat(readable(chat)).containsExactly(1L);
        assertThat(refusal(new PurgeChat(chat, alice))).isEqualTo(ErrorCode.CHAT_HELD);
        assertThat(deadlines()).isZero();
        answer(new ReleaseChat(chat, OPERATOR));

        await().atMost(SOON).until(() -> !events(chat, ChatExpired.class).isEmpty());
        awaitNothingLeftOf(chat);
    }

    @Test
    void whatWasDestroyedStandsInTheLedgerWithWhatWrappedIt() {
        ChatId chat = open(alice, bob);
        SendMessage message = message(chat, alice, "one");
        answer(message);
        String chatKey = jdbc().sql("SELECT key_id::text FROM work.keyring WHERE kind = 'chat'")
                .query(String.class)
                .single();
        answer(new RetractMessage(chat, message.messageId(), alice));
        await().atMost(SOON).until(() -> ledger().size() == 1);
        answer(new PurgeChat(chat, alice));
        await().atMost(SOON).until(() -> ledger().size() == 2);

        assertThat(ledger()).containsValue(chatKey).containsKey(chatKey);
        assertThat(ledger().get(chatKey)).startsWith("kek:");
    }

    private Map<String, String> ledger() {
        return jdbc()
                .sql("SELECT key_id::text, wrapped_by FROM work.shredded_key")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private ChatId open(@Nullable Duration ttl, @Nullable Instant expiresAt) {
        Instant end = expiresAt == null ? null : Instant.ofEpochMilli(expiresAt.toEpochMilli());
        return opened(result(new OpenDirectChat(ChatId.random(), alice, bob, new Retention(ttl, end))))
                .chatId();
    }

    private void awaitExpired(ChatId chat, int messages) {
        await().atMost(SOON)
                .until(() -> events(chat, MessagesExpired.class).stream()
                                .mapToInt(expired -> expired.keys().size())
                                .sum()
                        == messages);
    }

    /** The key of a message is nowhere any more, and what it said is unreadable. */
    private void awaitShredded(ChatId chat, long sequence) {
        await().atMost(SOON).untilAsserted(() -> assertThat(readable(chat)).doesNotContain(sequence));
        Ciphertext content =
                events(chat, MessageSent.class).get((int) sequence - 1).content();
        await().atMost(SOON)
                .until(() -> jdbc().sql("SELECT count(*) FROM work.keyring WHERE key_id = ?")
                                .param(content.keyId().value())
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private void awaitNothingLeftOf(ChatId chat) {
        await().atMost(SOON).until(() -> keys("chat") + keys("message") == 0);
        await().atMost(SOON)
                .until(() -> jdbc().sql("SELECT count(*) FROM work.deletion WHERE chat_id = ? AND event LIKE 'Chat%'")
                                .param(chat.value())
                                .query(Long.class)
                                .single()
                        == 1);
        assertThat(readable(chat)).isEmpty();
        await().atMost(SOON).until(() -> deadlines() == 0);
    }

    private long keys(String kind) {
        return jdbc().sql("SELECT count(*) FROM work.keyring WHERE kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }

    private long deadlines() {
        return jdbc().sql("SELECT count(*) FROM work.expiry_deadline")
                .query(Long.class)
                .single();
    }

    private List<Long> readable(ChatId chat) {
        return readable(node, chat);
    }

    private static List<Long> readable(TestNode node, ChatId chat) {
        MessageReader reader = node.bean(MessageReader.class);
        return events(node, chat, MessageSent.class).stream()
                .filter(sent -> !reader.read(List.of(sent.content())).isEmpty())
                .map(MessageSent::sequence)
                .toList();
    }

    private <E extends ParleyEvent> List<E> events(ChatId chat, Class<E> type) {
        return events(node, chat, type);
    }

    private static <E extends ParleyEvent> List<E> events(TestNode node, ChatId chat, Class<E> type) {
        long head = node.bean(EventTail.class).head();
        return node.bean(EventsByPosition.class).between(0, head, 10_000).stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .filter(event -> event.toString().contains(chat.toString()))
                .map(type::cast)
                .toList();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(node.bean(DataSource.class));
    }
}
