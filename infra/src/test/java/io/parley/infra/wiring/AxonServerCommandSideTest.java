package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.SentMessage;
import io.parley.contract.receipt.ReceiptQuery.CheckMarks;
import io.parley.contract.receipt.ReceiptQuery.Mark;
import io.parley.contract.session.SessionCommand.OpenSession;
import io.parley.infra.axonserver.AxonServerDouble;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command side does all that it does on PostgreSQL with its log in Axon Server too, and what only that can be asked. */
class AxonServerCommandSideTest extends CommandSideConfigurationTest {

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    @Override
    Map<String, String> store() {
        return server.settings();
    }

    @Test
    void commandsGoByWayOfTheServerWithTheirAggregateAsTheKey() {
        ChatId chat = open(alice, bob);
        send(chat, alice, "one");
        send(chat, bob, "two");

        assertThat(server.routingKeys(SendMessage.class.getName())).containsExactly(chat.toString(), chat.toString());
    }

    @Test
    void aNodeWithoutHandlersHandsCommandsAndQueriesToThoseThatHaveThem(@TempDir Path other) {
        ChatId chat = open(alice, bob);
        Map<String, String> settings = Map.of(
                "parley.roles", "gateway",
                "parley.data-dir", other.toString(),
                "parley.keys.master-key", masterKey().toString());
        try (TestNode gateway = start(settings)) {
            assertThat(gateway.send(message(chat, alice, "hello")).join().getPayload())
                    .isInstanceOf(SentMessage.class);
            CommandResultMessage<?> refused =
                    gateway.send(message(ChatId.random(), alice, "hello")).join();
            assertThat(refused.exceptionResult())
                    .isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(ErrorCode.CHAT_NOT_FOUND));
            CheckMarks query = new CheckMarks(alice, List.of(new Mark(chat, 7)));
            assertThat(gateway.bean(QueryGateway.class)
                            .query(query, ResponseTypes.instanceOf(query.answerType()))
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join()
                            .refused())
                    .hasSize(1);
        }
    }

    @Test
    void queriesGoByWayOfTheServerToo() {
        ChatId chat = open(alice, bob);
        int before = server.queriesHandedOn();
        CheckMarks query = new CheckMarks(alice, List.of(new Mark(chat, 7)));

        var answer = node.bean(QueryGateway.class)
                .query(query, ResponseTypes.instanceOf(query.answerType()))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        assertThat(answer.refused()).hasSize(1);
        assertThat(server.queriesHandedOn()).isEqualTo(before + 1);
    }

    @Test
    void anAppendThatWasCarriedOutThoughItsAnswerWasLostIsAnsweredAsDone() {
        ChatId chat = open(alice, bob);
        int before = server.eventsStored();
        server.loseNextAnswer();

        assertThat(send(chat, alice, "hello").sequence()).isEqualTo(1);
        assertThat(send(chat, alice, "again").sequence()).isEqualTo(2);
        assertThat(server.eventsStored()).isEqualTo(before + 2);
    }

    @Test
    void aMessageThatWasLostOnItsWayIsSentOnceWhenItIsRepeated() {
        ChatId chat = open(alice, bob);
        int before = server.eventsStored();
        SendMessage message = message(chat, alice, "hello");
        server.loseNextAppend();

        assertThat(refusal(message)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(server.eventsStored()).isEqualTo(before);
        assertThat(sequence(message)).isEqualTo(1);
        assertThat(sequence(message)).isEqualTo(1);
        assertThat(server.eventsStored()).isEqualTo(before + 1);
    }

    @Test
    void aMessageThatWasLostOnItsWayMayBeRepeatedAfterOthers() {
        ChatId chat = open(alice, bob);
        SendMessage message = message(chat, alice, "hello");
        server.loseNextAppend();
        assertThat(refusal(message)).isEqualTo(ErrorCode.UNAVAILABLE);
        send(chat, bob, "are you there?");

        assertThat(sequence(message)).isEqualTo(2);
        assertThat(sequence(message)).isEqualTo(2);
    }

    @Test
    void theIdentifierOfAMessageThatWasLostInOneChatIsFreeInAnotherOnceItIsCertainlyLost() {
        UserId carol = registered("carol");
        ChatId chat = open(alice, bob);
        ChatId other = open(alice, carol);
        MessageId id = MessageId.random();
        server.loseNextAppend();
        assertThat(refusal(new SendMessage(chat, id, alice, new Confidential("hello"), null)))
                .isEqualTo(ErrorCode.UNAVAILABLE);

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(Rejection.class)
                .untilAsserted(
                        () -> assertThat(sequence(new SendMessage(other, id, alice, new Confidential("hello"), null)))
                                .isEqualTo(1));
        assertThat(refusal(new SendMessage(chat, id, alice, new Confidential("hello"), null)))
                .isEqualTo(ErrorCode.MESSAGE_ID_REUSED);
    }

    @Test
    void aHandleIsFreeAgainIfItsOwnerDidNotComeIntoTheLog() {
        server.loseNextAppend();
        UserId lost = UserId.random();
        assertThat(refusalOf(() -> register(lost, "carol"))).isEqualTo(ErrorCode.UNAVAILABLE);

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(Rejection.class)
                .until(() -> registered("carol") != null);
        assertThat(refusal(new OpenDirectChat(ChatId.random(), alice, lost))).isEqualTo(ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void aPairsChatThatDidNotComeIntoTheLogIsNamedToNobodyAndMadeAnew() {
        ChatId lost = ChatId.random();
        server.loseNextAppend();
        assertThat(refusal(new OpenDirectChat(lost, alice, bob))).isEqualTo(ErrorCode.UNAVAILABLE);

        OpenedChat[] opened = new OpenedChat[1];
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(Rejection.class)
                .until(() -> {
                    opened[0] = opened(result(new OpenDirectChat(ChatId.random(), bob, alice)));
                    return true;
                });

        assertThat(opened[0].created()).isTrue();
        assertThat(opened[0].chatId()).isNotEqualTo(lost);
        assertThat(send(opened[0].chatId(), alice, "hello").sequence()).isEqualTo(1);
    }

    @Test
    void aSessionThatWasLostOnItsWayMayBeOpenedAgain() {
        OpenSession session = new OpenSession(DeviceId.random(), alice, new Confidential("phone"));
        server.loseNextAppend();
        assertThat(refusal(session)).isEqualTo(ErrorCode.UNAVAILABLE);

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> result(session) != null);
    }

    @Test
    void whileTheServerIsAwayAllIsRefusedAndAfterwardsAllGoesOn() {
        ChatId chat = open(alice, bob);
        List<Long> heard = new CopyOnWriteArrayList<>();
        node.bean(EventTail.class).follow("test", 0, event -> heard.add(event.position()));
        send(chat, alice, "before");

        server.stop();
        assertThat(refusal(message(chat, alice, "meanwhile"))).isEqualTo(ErrorCode.UNAVAILABLE);
        server.restart();

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(Rejection.class)
                .until(() -> send(chat, alice, "after").sequence() == 2);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(heard)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, server.eventsStored()).boxed().toList()));
    }

    private long sequence(SendMessage message) {
        return ((SentMessage) Objects.requireNonNull(answer(message))).sequence();
    }

    private static ErrorCode refusalOf(Runnable command) {
        try {
            command.run();
        } catch (Rejection refusal) {
            return refusal.code();
        }
        throw new AssertionError("was not refused");
    }
}
