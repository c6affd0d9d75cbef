package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.keys.KeyRotations;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.SentMessage;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody who sends a command hears of a rotation of keys. */
class RotationUnderCommandsTest extends CommandSideFixture {

    @TempDir
    private Path elsewhere;

    @Test
    void whatIsSentOnANodeThatHasReplacedKeysInMemoryIsAccepted() {
        List<ChatId> chats = IntStream.range(0, 5)
                .mapToObj(i -> open(alice, registered("user_" + i)))
                .toList();
        try (TestNode other = start(Map.of(
                "parley.data-dir",
                elsewhere.toString(),
                "parley.keys.master-key",
                masterKey().toString()))) {
            for (ChatId chat : chats) {
                SentMessage goes = send(chat, alice, "goes");
                assertThat(sent(other, chat).isExceptional()).isFalse();
                answer(new RetractMessage(chat, goes.messageId(), alice));
            }
            rotate();

            List<CommandResultMessage<?>> answers = IntStream.range(0, 40)
                    .mapToObj(i -> other.send(message(chats.get(i % 5), alice, "after " + i)))
                    .toList()
                    .stream()
                    .<CommandResultMessage<?>>map(
                            answer -> answer.orTimeout(20, TimeUnit.SECONDS).join())
                    .toList();

            assertThat(answers).noneMatch(CommandResultMessage::isExceptional);
            assertThat(belowLivingKeys()).isEqualTo(5 + 40);
        }
    }

    @Test
    void aChatIsPurgedWhoseKeyWasReplaced() {
        ChatId chat = open(alice, bob);
        SentMessage goes = send(chat, alice, "goes");
        send(chat, alice, "stays for now");
        answer(new RetractMessage(chat, goes.messageId(), alice));
        rotate();

        answer(new PurgeChat(chat, bob));

        assertThat(refusal(message(chat, alice, "too late"))).isEqualTo(ErrorCode.CHAT_GONE);
        assertThat(keys("SELECT count(*) FROM work.keyring WHERE kind = 'chat'"))
                .isZero();
    }

    private CommandResultMessage<?> sent(TestNode by, ChatId chat) {
        return by.send(message(chat, alice, "from elsewhere"))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private void rotate() {
        KeyRotations rotations = node.bean(KeyRotations.class);
        rotations.start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rotations.latest().orElseThrow().endedAt() != null);
    }

    private long belowLivingKeys() {
        return keys("SELECT count(*) FROM work.keyring l JOIN work.keyring p ON p.key_id::text = l.wrapped_by"
                + " WHERE l.kind = 'message'");
    }

    private long keys(String sql) {
        return node.bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }
}
