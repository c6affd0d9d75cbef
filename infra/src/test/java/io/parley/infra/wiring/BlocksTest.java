package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.SentMessage;
import io.parley.contract.user.UserCommand.BlockUser;
import io.parley.contract.user.UserCommand.EraseUser;
import io.parley.contract.user.UserCommand.UnblockUser;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Blocks on the store, the bus and the tables of record. */
class BlocksTest extends CommandSideFixture {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void whoIsBlockedIsRefusedFromTheNextCommandOn() {
        ChatId chat = open(alice, bob);
        SendMessage before = message(chat, alice, "hello");
        SentMessage first = (SentMessage) Objects.requireNonNull(answer(before));

        answer(new BlockUser(bob, alice));

        assertThat(refusal(message(chat, alice, "more"))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(refusal(new OpenDirectChat(ChatId.random(), alice, bob))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(answer(before))
                .isEqualTo(new SentMessage(
                        first.messageId(), chat, first.sequence(), first.sentAt(), first.expiresAt(), true));
        assertThat(send(chat, bob, "I may").sequence()).isEqualTo(2);
        assertThat(open(bob, alice)).isEqualTo(chat);

        answer(new UnblockUser(bob, alice));

        assertThat(send(chat, alice, "so may I").sequence()).isEqualTo(3);
    }

    @Test
    void changedAgainAndAgainItHoldsAtOnceEachTime() {
        ChatId chat = open(alice, bob);
        for (int i = 0; i < 20; i++) {
            answer(new BlockUser(bob, alice));
            assertThat(refusal(message(chat, alice, "hello"))).isEqualTo(ErrorCode.BLOCKED);
            answer(new UnblockUser(bob, alice));
            send(chat, alice, "hello");
        }
    }

    @Test
    void afterARestartItHoldsStill() {
        ChatId chat = open(alice, bob);
        answer(new BlockUser(bob, alice));

        restart();

        assertThat(refusal(message(chat, alice, "hello"))).isEqualTo(ErrorCode.BLOCKED);
        answer(new UnblockUser(bob, alice));
        restart();
        send(chat, alice, "hello");
    }

    @Test
    void commandsInOneGroupFailAloneWhateverBecomesOfBlocksBesideThem() {
        ChatId chat = open(alice, bob);
        UserId carol = registered("carol");
        List<CompletableFuture<CommandResultMessage<?>>> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            answers.add(node.send(new BlockUser(bob, i % 2 == 0 ? alice : carol)));
            answers.add(node.send(new BlockUser(bob, bob)));
            answers.add(node.send(new BlockUser(carol, UserId.random())));
            answers.add(node.send(message(chat, bob, "message " + i)));
        }

        List<@Nullable ErrorCode> outcomes = answers.stream()
                .map(answer -> outcome(answer.orTimeout(20, TimeUnit.SECONDS).join()))
                .toList();

        for (int i = 0; i < outcomes.size(); i += 4) {
            assertThat(outcomes.subList(i, i + 4))
                    .containsExactly(null, ErrorCode.BLOCK_OF_ONESELF, ErrorCode.USER_NOT_FOUND, null);
        }
        assertThat(rows()).isEqualTo(2);
        assertThat(refusal(message(chat, alice, "hello"))).isEqualTo(ErrorCode.BLOCKED);
    }

    @Test
    void oneTooManyIsRefused() {
        node.close();
        node = start(Map.of("parley.blocks.per-user", "1"));
        answer(new BlockUser(bob, alice));

        assertThat(refusal(new BlockUser(bob, registered("carol")))).isEqualTo(ErrorCode.TOO_MANY_BLOCKS);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void anotherNodeHearsOfItByItself(@TempDir Path elsewhere) {
        ChatId chat = open(alice, bob);
        Map<String, String> settings = Map.of(
                "parley.data-dir", elsewhere.toString(),
                "parley.keys.master-key", masterKey().toString());
        try (TestNode other = start(settings)) {
            assertThat(on(other, message(chat, alice, "hello"))).isNull();

            answer(new BlockUser(bob, alice));
            await().atMost(SOON).untilAsserted(() -> assertThat(on(other, message(chat, alice, "hello")))
                    .isEqualTo(ErrorCode.BLOCKED));

            answer(new UnblockUser(bob, alice));
            await().atMost(SOON).untilAsserted(() -> assertThat(on(other, message(chat, alice, "hello")))
                    .isNull());
        }
    }

    @Test
    void anErasedAccountBlocksNobodyAndMayBeUnblocked() {
        answer(new BlockUser(alice, bob));

        answer(new EraseUser(bob));

        assertThat(refusal(new BlockUser(bob, alice))).isEqualTo(ErrorCode.USER_NOT_FOUND);
        answer(new UnblockUser(alice, bob));
        assertThat(rows()).isZero();
    }

    private long rows() {
        return node.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM work.block")
                .query(Long.class)
                .single();
    }

    /** How a node refuses a command; null if it does not. */
    private static @Nullable ErrorCode on(TestNode node, ParleyCommand command) {
        return outcome(node.send(command).orTimeout(20, TimeUnit.SECONDS).join());
    }

    private static @Nullable ErrorCode outcome(CommandResultMessage<?> result) {
        return result.isExceptional() ? ((Rejection) result.exceptionResult()).code() : null;
    }
}
