package io.parley.infra.backup;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.command.message.SentMessages;
import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.user.UserCommand.RegisterUser;
import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import io.parley.infra.wiring.CommandSideConfiguration;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of its own, and a node that may run on it. All platforms of a test share the master key in its folder. */
final class Platform implements AutoCloseable {

    final JdbcClient jdbc;

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final Path folder;
    private @Nullable TestNode node;

    private Platform(Path folder) {
        this.folder = folder;
        this.jdbc = JdbcClient.create(database);
    }

    /** One on an empty database, on which no node was ever started. */
    static Platform empty(Path folder) {
        return new Platform(folder);
    }

    static Platform started(Path folder) {
        Platform platform = new Platform(folder);
        platform.start();
        return platform;
    }

    void start() {
        node = TestNode.on(
                database,
                Map.of(
                        "parley.keys.master-key",
                        folder.resolve("master-key.json").toString()),
                KeyringConfiguration.class,
                AccountConfiguration.class,
                CommandSideConfiguration.class);
    }

    void stop() {
        if (node != null) {
            node.close();
            node = null;
        }
    }

    <T> T bean(Class<T> type) {
        return Objects.requireNonNull(node).bean(type);
    }

    /** Everything, under this name. */
    Path backUp(String name) {
        return backUp(name, EnumSet.allOf(Part.class));
    }

    Path backUp(String name, EnumSet<Part> parts) {
        Path into = folder.resolve(name);
        new Backup(server(), "1.2.3", TransferProgress.silent()).write(into, parts);
        return into;
    }

    /** Restores into this database. */
    Restore.Restored restore(Path events, @Nullable Path keyring, Path... ledgers) {
        return restore(checked(events, keyring, ledgers), TransferProgress.silent());
    }

    Restore.Restored restore(RestoreSources sources, TransferProgress progress) {
        return new Restore(sources, progress).into(server());
    }

    static RestoreSources checked(Path events, @Nullable Path keyring, Path... ledgers) {
        RestoreSources sources = RestoreSources.find(events, keyring, List.of(ledgers));
        sources.check(TransferProgress.silent());
        return sources;
    }

    DatabaseServer server() {
        return new Server(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    UserId register(String handle) {
        UserId user = UserId.random();
        Confidential name = new Confidential(handle);
        answer(new RegisterUser(user, name, name, new Confidential("a hash")));
        return user;
    }

    ChatId open(UserId one, UserId other) {
        return open(one, other, Retention.FOR_EVER);
    }

    ChatId open(UserId one, UserId other, Retention retention) {
        OpenDirectChat open = new OpenDirectChat(ChatId.random(), one, other, retention);
        return ((OpenedChat) Objects.requireNonNull(answer(open))).chatId();
    }

    MessageId send(ChatId chat, UserId sender, String text) {
        MessageId message = MessageId.random();
        answer(new SendMessage(chat, message, sender, new Confidential(text), null));
        return message;
    }

    /** What a message says, if its key is there. */
    Optional<String> text(MessageId message) {
        Ciphertext content =
                bean(SentMessages.class).find(message).orElseThrow().content();
        return Optional.ofNullable(
                        bean(MessageReader.class).read(List.of(content)).get(content))
                .map(MessageContent::text);
    }

    @Nullable
    Object answer(ParleyCommand command) {
        CommandResultMessage<?> result = Objects.requireNonNull(node)
                .send(command)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        if (result.isExceptional() && result.exceptionResult() instanceof RuntimeException refusal) {
            throw refusal;
        }
        return result.getPayload();
    }

    long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    /** All rows of a table, in one comparable text. */
    String checksum(String table) {
        return jdbc.sql(
                        "SELECT count(*) || ':' || coalesce(md5(string_agg(t::text, ';' ORDER BY t::text)), '') FROM %s t"
                                .formatted(table))
                .query(String.class)
                .single();
    }

    @Override
    public void close() {
        stop();
        database.close();
    }

    private record Server(String jdbcUrl, String user, String password) implements DatabaseServer {

        @Override
        public void close() {}
    }
}
