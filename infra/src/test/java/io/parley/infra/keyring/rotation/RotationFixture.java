package io.parley.infra.keyring.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.command.chat.ChatKeys;
import io.parley.command.message.MessageVault;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.keys.KeyRotations;
import io.parley.contract.keys.Rotation;
import io.parley.contract.keys.RotationObserver;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageReader;
import io.parley.infra.keyring.TestNode;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes with a rotation, on a database and a key file that outlive them. */
abstract class RotationFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<TestNode> nodes = new ArrayList<>();
    private int started;
    final HikariDataSource database = TestNode.migrate(TestPostgres.freshDatabase());

    @SuppressWarnings("NullAway.Init")
    TestNode node;

    @BeforeEach
    void startNode() {
        node = start(point -> {}, Map.of());
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(TestNode::close);
    }

    final Path keyFile() {
        return folder.resolve("key.json");
    }

    /** One more node. Its rotations take two keys at once, by two threads. */
    final TestNode start(RotationObserver observer, Map<String, Object> more) {
        return start(database, observer, more);
    }

    final TestNode start(HikariDataSource on, RotationObserver observer, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "parley.keys.master-key", keyFile().toString(),
                "parley.keys.rotate-every", "never",
                "parley.keys.rotation-batch", "2"));
        settings.putAll(more);
        TestNode made = TestNode.start(on, folder.resolve("node-" + ++started), settings, context -> {
            context.registerBean(DatabaseServer.class, () -> new Pooled(on));
            context.registerBean(RotationObserver.class, () -> observer);
            context.register(RotationConfiguration.class);
        });
        nodes.add(made);
        return made;
    }

    /** The server behind a pool. */
    private record Pooled(HikariDataSource pool) implements DatabaseServer {

        @Override
        public String jdbcUrl() {
            return pool.getJdbcUrl();
        }

        @Override
        public String user() {
            return pool.getUsername();
        }

        @Override
        public String password() {
            return pool.getPassword();
        }

        @Override
        public void close() {
            // the pool's owner closes it
        }
    }

    final Rotation rotate(TestNode on) {
        on.get(KeyRotations.class).start();
        return awaitEnd();
    }

    final Rotation awaitEnd() {
        await(() -> node.get(KeyRotations.class).latest().orElseThrow().endedAt() != null);
        return node.get(KeyRotations.class).latest().orElseThrow();
    }

    static void await(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    final ChatId openChat() {
        ChatId chat = ChatId.random();
        node.inTransaction(() -> node.get(ChatKeys.class).create(chat));
        return chat;
    }

    final Ciphertext send(ChatId chat, String text) {
        return send(node, chat, text);
    }

    static Ciphertext send(TestNode by, ChatId chat, String text) {
        return by.inTransaction(() -> by.get(MessageVault.class)
                .seal(chat, MessageId.random(), new MessageContent(text, List.of(), List.of()), null)
                .content());
    }

    final void shred(Ciphertext message) {
        node.inTransaction(() -> node.get(MessageVault.class).destroy(List.of(message.keyId())));
    }

    /** The text of a message; empty if there is none any more. */
    static String read(TestNode by, Ciphertext message) {
        MessageContent content =
                by.get(MessageReader.class).read(List.of(message)).get(message);
        return content == null ? "" : content.text();
    }

    /** What a node reads that has nothing in memory. */
    final String readAnew(Ciphertext message) {
        try (TestNode fresh = start(point -> {}, Map.of())) {
            return read(fresh, message);
        }
    }

    static double unreadable(TestNode by) {
        return by.get(MeterRegistry.class).get("parley.keyring.unreadable").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    final List<String> keysOf(ChatId chat) {
        return strings("SELECT key_id::text FROM work.keyring WHERE kind = 'chat' AND owner = ?", chat.toString());
    }

    final List<String> strings(String sql, Object... values) {
        return JdbcClient.create(database)
                .sql(sql)
                .params(values)
                .query(String.class)
                .list();
    }

    final List<String> ledger() {
        return strings("SELECT key_id::text FROM work.shredded_key");
    }

    /** The key-encryption keys that any key lies below. */
    final List<String> keyEncryptionKeysInUse() {
        return strings("SELECT DISTINCT wrapped_by FROM work.keyring WHERE kind IN ('user', 'chat', 'service')");
    }

    final String keyFileText() {
        try {
            return Files.readString(keyFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
