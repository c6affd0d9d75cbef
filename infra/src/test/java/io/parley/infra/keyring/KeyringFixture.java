package io.parley.infra.keyring;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.command.chat.ChatKeys;
import io.parley.command.message.MessageVault;
import io.parley.command.message.MessageVault.SealedMessage;
import io.parley.command.user.ProfileVault;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.user.ProfileReader;
import io.parley.infra.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A keyring with the keys of a chat and of a user, on a database that outlives its node. */
abstract class KeyringFixture {

    private static DataSource database;

    @TempDir
    private static Path folder;

    final ChatId chat = ChatId.random();
    final UserId user = UserId.random();
    TestNode node;

    @BeforeAll
    static void makeDatabase() {
        database = TestPostgres.freshDatabase();
        TestNode.migrate(database);
    }

    @BeforeEach
    void startWithAChatAndAUser() {
        node = TestNode.start(database, folder, Map.of("parley.keys.read-batch", "3"));
        node.inTransaction(() -> {
            node.get(ChatKeys.class).create(chat);
            node.get(ProfileVault.class).createKeys(user);
        });
    }

    @AfterEach
    void stop() {
        node.close();
    }

    final void restart() {
        node.close();
        node = TestNode.start(database, folder, Map.of("parley.keys.read-batch", "3"));
    }

    final SealedMessage send(String text) {
        return node.inTransaction(() -> seal(text));
    }

    final SealedMessage seal(String text) {
        return node.get(MessageVault.class).seal(chat, MessageId.random(), content(text), null);
    }

    static MessageContent content(String text) {
        return new MessageContent(text, List.of("ann"), List.of("https://a.example/"));
    }

    final Optional<MessageContent> read(SealedMessage sealed) {
        Ciphertext ciphertext = sealed.content();
        return Optional.ofNullable(
                node.get(MessageReader.class).read(List.of(ciphertext)).get(ciphertext));
    }

    final Ciphertext sealName(String field, String name) {
        return node.inTransaction(() -> node.get(ProfileVault.class).seal(user, field, new Confidential(name)));
    }

    final Optional<Confidential> readName(Ciphertext sealed) {
        return Optional.ofNullable(
                node.get(ProfileReader.class).read(List.of(sealed)).get(sealed));
    }

    final long rows() {
        return node.jdbc()
                .sql("SELECT count(*) FROM work.keyring")
                .query(Long.class)
                .single();
    }

    final double unreadable() {
        return node.get(MeterRegistry.class).get("parley.keyring.unreadable").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    final void update(String sql, Object... parameters) {
        node.jdbc().sql(sql).params(parameters).update();
    }
}
