package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.SentMessage;
import io.parley.contract.user.UserCommand.RegisterUser;
import io.parley.faults.ActiveFault;
import io.parley.faults.Fault;
import io.parley.faults.Faults;
import io.parley.faults.FaultsConfiguration;
import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.keyring.rotation.RotationConfiguration;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two people on the command side, with the store, the bus and the keyring of record. */
abstract class CommandSideFixture {

    static final int SNAPSHOT_EVERY = 5;

    @TempDir
    Path folder;

    private final HikariDataSource database = TestPostgres.freshDatabase();
    final UserId alice = UserId.random();
    final UserId bob = UserId.random();
    TestNode node;

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

    final void start(int snapshotEvery) {
        node = start(Map.of("parley.store.snapshot-every", Integer.toString(snapshotEvery)));
    }

    /** The master key, which all nodes share. */
    final Path masterKey() {
        return folder.resolve("master-key.json");
    }

    /** Starts a node on the database. */
    final TestNode start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(store());
        settings.put("parley.data-dir", folder.toString());
        settings.putAll(more);
        List<Class<?>> parts = new ArrayList<>(more());
        parts.addAll(List.of(
                KeyringConfiguration.class,
                RotationConfiguration.class,
                AccountConfiguration.class,
                CommandSideConfiguration.class,
                FaultsConfiguration.class));
        return TestNode.on(database, settings, parts.toArray(Class<?>[]::new));
    }

    /** What a node has besides. */
    List<Class<?>> more() {
        return List.of();
    }

    /** Settings that say where the log is; PostgreSQL without any. */
    Map<String, String> store() {
        return Map.of();
    }

    final void restart() {
        node.close();
        start(SNAPSHOT_EVERY);
    }

    UserId registered(String handle) {
        UserId user = UserId.random();
        register(user, handle);
        return user;
    }

    void register(UserId user, String handle) {
        answer(new RegisterUser(user, new Confidential(handle), new Confidential(handle), new Confidential("a hash")));
    }

    ChatId open(UserId one, UserId other) {
        return opened(result(new OpenDirectChat(ChatId.random(), one, other))).chatId();
    }

    SentMessage send(ChatId chat, UserId sender, String text) {
        return (SentMessage) Objects.requireNonNull(answer(message(chat, sender, text)));
    }

    /** Both sides send, ten at a time. */
    List<Long> sendAtOnce(ChatId chat, int messages) {
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

    static SendMessage message(ChatId chat, UserId sender, String text) {
        return new SendMessage(chat, MessageId.random(), sender, new Confidential(text), null);
    }

    SendMessage reply(ChatId chat, MessageId to) {
        return new SendMessage(chat, MessageId.random(), bob, new Confidential("yes"), to);
    }

    /** Lets something go wrong on the node from now on. */
    final ActiveFault begin(Fault fault) {
        return node.bean(Faults.class).begin(fault);
    }

    @Nullable
    Object answer(ParleyCommand command) {
        return result(command).getPayload();
    }

    CommandResultMessage<?> result(ParleyCommand command) {
        CommandResultMessage<?> result =
                node.send(command).orTimeout(20, TimeUnit.SECONDS).join();
        if (result.isExceptional() && result.exceptionResult() instanceof RuntimeException refusal) {
            throw refusal;
        }
        return result;
    }

    ErrorCode refusal(ParleyCommand command) {
        return catchThrowableOfType(Rejection.class, () -> result(command)).code();
    }

    static OpenedChat opened(CommandResultMessage<?> result) {
        return (OpenedChat) result.getPayload();
    }

    void awaitSnapshot(String id, Class<?> type) {
        EventStore store = node.bean(EventStore.class);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(store.readEvents(id).peek().getPayloadType()).isEqualTo(type));
    }
}
