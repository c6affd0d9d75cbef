package io.parley.infra.purge;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.ParleyEvent;
import io.parley.contract.ParleyQuery;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.purge.PurgePage;
import io.parley.contract.purge.PurgeQuery.FindPurges;
import io.parley.contract.purge.SignedCertificate;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.wiring.TestSchemas;
import io.parley.query.Answers;
import io.parley.query.purge.PurgeLimits;
import io.parley.query.purge.PurgeQueries;
import io.parley.query.purge.PurgeSources;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Certificates from the real tables of a PostgreSQL of their own, which a test fills by hand. */
final class PurgeSide implements AutoCloseable {

    static final Instant NOW = Issued.AT.plusSeconds(600);
    static final UUID EPOCH = UUID.randomUUID();

    final PurgeLog log = new PurgeLog();
    final Issued issued = new Issued();
    final CertificateCheck check = new CertificateCheck(List.of(issued.publicKey()));
    final JdbcClient jdbc;
    final Map<String, CompletableFuture<Void>> progress = new HashMap<>();

    private final HikariDataSource dataSource = TestPostgres.freshDatabase();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final QueryGateway gateway;

    PurgeSide() {
        TestSchemas.migrate(dataSource);
        jdbc = JdbcClient.create(dataSource);
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        new AnnotationQueryHandlerAdapter<>(queries()).subscribe(bus);
        gateway = DefaultQueryGateway.builder().queryBus(bus).build();
    }

    private PurgeQueries queries() {
        PurgeSources sources = new PurgeSources(
                log,
                log,
                () -> EPOCH,
                new StoredDeletions(jdbc),
                new StoredRemains(jdbc),
                new StoredRotations(jdbc),
                issued::sign);
        ProjectionProgress reached = new ProjectionProgress() {
            @Override
            public CompletableFuture<Void> reached(String processor, long position) {
                return progress.getOrDefault(processor, CompletableFuture.completedFuture(null));
            }

            @Override
            public long position(String processor) {
                return 0;
            }
        };
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new PurgeQueries(
                jdbc, sources, reached, clock, new PurgeLimits(1000, 500, 10), new Answers(reached, executor));
    }

    ChatId chatId() {
        return log.chatId();
    }

    /** Somebody who is in the chat. */
    UserId member() {
        return member(0, null, null);
    }

    /** Somebody who is or was in the chat: from after a sequence until another. */
    UserId member(long after, @Nullable Long until, @Nullable Long untilPosition) {
        UserId member = UserId.random();
        spell(member, 1, after, until, untilPosition);
        return member;
    }

    void spell(UserId member, long spell, long after, @Nullable Long until, @Nullable Long untilPosition) {
        jdbc.sql("""
                        INSERT INTO views.chat_member (chat_id, user_id, role, joined_at, ordinal, position, spell, lane,
                            after_sequence, until_sequence, until_position)
                        VALUES (?, ?, 'MEMBER', now(), 0, 1, ?, 0, ?, ?, ?)""")
                .param(chatId().value())
                .param(member.value())
                .param(spell)
                .param(after)
                .param(until)
                .param(untilPosition)
                .update();
    }

    /** Something is destroyed, and what follows is done. */
    long destroy(ParleyEvent event, long leafKeys) {
        long position = log.append(event);
        boolean user = event instanceof UserErased;
        jdbc.sql("INSERT INTO work.deletion (position, chat_id, user_id, event, keys, leaf_keys, snapshots, deleted_at)"
                        + " VALUES (?, ?, ?, ?, 1, ?, 2, ?::timestamptz)")
                .param(position)
                .param(user ? null : chatId().value())
                .param(event instanceof UserErased erased ? erased.userId().value() : null)
                .param(event.getClass().getSimpleName())
                .param(leafKeys)
                .param(Issued.AT.plusSeconds(5).toString())
                .update();
        return position;
    }

    void deleted(long position, String store, long rows) {
        jdbc.sql("INSERT INTO views.deletion (position, chat_id, store, deleted) VALUES (?, ?, ?, ?)")
                .params(position, chatId().value(), store, rows)
                .update();
    }

    void key(KeyId key, String wrappedBy) {
        jdbc.sql("INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at)"
                        + " VALUES (?, 'message', 'it', ?, '', now())")
                .params(key.value(), wrappedBy)
                .update();
    }

    /** A row of a mailbox, in a chat of which it is one that is direct. */
    void waits(UserId reader, @Nullable Long sequence) {
        jdbc.sql("INSERT INTO views.chat (chat_id, kind, opened_at, position) VALUES (?, 'DIRECT', now(), 1)"
                        + " ON CONFLICT (chat_id) DO NOTHING")
                .param(chatId().value())
                .update();
        jdbc.sql("INSERT INTO views.mailbox (user_id, position, chat_id, sequence)"
                        + " VALUES (?, (SELECT 1 - count(*) FROM views.mailbox), ?, ?)")
                .param(reader.value())
                .param(chatId().value())
                .param(sequence)
                .update();
    }

    /** A login of which it is not known any more what the device was called. */
    void loggedIn(UserId user) {
        jdbc.sql("INSERT INTO views.session (device_id, user_id, opened_at, position) VALUES (?, ?, now(), 1)")
                .params(UUID.randomUUID(), user.value())
                .update();
    }

    /** A row of the history. */
    void stored(long sequence) {
        jdbc.sql(
                        "INSERT INTO views.message (chat_id, sequence, message_id, sender_id, sent_at, content, key_id, position)"
                                + " VALUES (?, ?, ?, ?, now(), ''::bytea, ?, 1)")
                .param(chatId().value())
                .param(sequence)
                .param(PurgeLog.messageId(sequence).value())
                .param(log.sender().value())
                .param(PurgeLog.key(sequence).value())
                .update();
    }

    /** A row of media, which have two objects. */
    void bears(@Nullable Long sequence) {
        jdbc.sql("INSERT INTO views.media (media_id, chat_id, uploaded_at, objects, sequence)"
                        + " VALUES (?, ?, now(), 2, ?)")
                .param(UUID.randomUUID())
                .param(chatId().value())
                .param(sequence)
                .update();
    }

    /** So many objects are confirmed to be gone since an event. */
    void confirmed(long position, long objects) {
        jdbc.sql("INSERT INTO work.media_deletion (position, chat_id, objects) VALUES (?, ?, ?)")
                .params(position, chatId().value(), objects)
                .update();
    }

    PurgePage ask(UserId viewer, long below, int limit) {
        return ask(new FindPurges(chatId(), viewer, below, limit, 0)).join();
    }

    List<JsonNode> certificates(UserId viewer) {
        return ask(viewer, Long.MAX_VALUE, 100).items().stream()
                .map(SignedCertificate::json)
                .map(Issued::parsed)
                .toList();
    }

    JsonNode only(UserId viewer) {
        List<JsonNode> all = certificates(viewer);
        if (all.size() != 1) {
            throw new AssertionError("not one certificate, but " + all.size());
        }
        return all.get(0);
    }

    <A> CompletableFuture<A> ask(ParleyQuery<A> query) {
        return gateway.query(query, query.answerType());
    }

    @Override
    public void close() {
        executor.shutdownNow();
        dataSource.close();
    }
}
