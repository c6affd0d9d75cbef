package io.parley.infra.wiring;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.Confidential;
import io.parley.contract.ParleyEvent;
import io.parley.contract.ParleyQuery;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.media.MediaContent;
import io.parley.contract.message.MessageContent;
import io.parley.contract.user.StoredCredentials;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.serialization.Serializers;
import io.parley.infra.wiring.ProjectionProperties.DeadLetters;
import io.parley.projection.Projection;
import io.parley.projection.cleaning.ViewsCleaner;
import io.parley.query.Answers;
import io.parley.query.chat.ChatQueries;
import io.parley.query.deadletter.DeadLetterQueries;
import io.parley.query.delivery.DeliveryQueries;
import io.parley.query.fanout.FanOutQueries;
import io.parley.query.inbox.InboxQueries;
import io.parley.query.mailbox.MailboxQueries;
import io.parley.query.media.MediaQueries;
import io.parley.query.message.MessageQueries;
import io.parley.query.message.SequenceWait;
import io.parley.query.presence.PresenceQueries;
import io.parley.query.receipt.ReceiptQueries;
import io.parley.query.session.ConnectionQueries;
import io.parley.query.session.SessionQueries;
import io.parley.query.user.BlockQueries;
import io.parley.query.user.CredentialQueries;
import io.parley.query.user.UserQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The whole read side on a real PostgreSQL of its own, with the real migrations, projections, dead-letter queues and query
 * handlers; the log is in memory, and projections move on when a test says so.
 */
final class ReadSide implements AutoCloseable {

    static final int MAILBOX_SCAN = 7;
    static final Duration ATTACH_WITHIN = Duration.ofHours(1);
    static final Duration PATIENCE = Duration.ofMillis(400);

    final MemoryLog log = new MemoryLog();
    final ManualProgress progress;
    final Map<Ciphertext, MessageContent> contents = new HashMap<>();
    final Map<Ciphertext, MediaContent> media = new HashMap<>();
    final Map<Ciphertext, Confidential> profiles = new HashMap<>();
    final Map<String, UserId> handles = new HashMap<>();
    final Map<UserId, StoredCredentials> credentials = new HashMap<>();
    final Map<Integer, Integer> tries = new HashMap<>();
    final List<Push> pushes = new ArrayList<>();
    final JdbcClient jdbc;
    Instant now = Talk.BEGINNING;

    private final HikariDataSource dataSource = TestPostgres.freshDatabase();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final List<Projection> projections;
    private final HeldBackQueues queues;
    private final Map<String, ManualProcessor> processors = new LinkedHashMap<>();
    private final QueryGateway gateway;
    private final JdbcTransactionManager transactions;

    private ReadSide(Duration wait) {
        TestSchemas.migrate(dataSource);
        jdbc = JdbcClient.create(dataSource);
        JdbcTemplate template = new JdbcTemplate(dataSource);
        transactions = new JdbcTransactionManager(dataSource);
        SpringTransactionManager axonTransactions = new SpringTransactionManager(transactions);
        projections = new AllProjections(template, transactions).list();
        progress = new ManualProgress(projections.stream().map(Projection::name).toList());
        queues = new HeldBackQueues(
                projections,
                dataSource,
                template,
                axonTransactions,
                Serializers.forRest(),
                Serializers.forRest(),
                new DeadLetters(100, 1000, Duration.ofSeconds(1), 100, wait, wait));
        projections.forEach(projection -> processors.put(
                projection.name(),
                new ManualProcessor(projection, queues.of(projection.name()).orElse(null), axonTransactions)));
        gateway = gateway();
    }

    /** A read side that tries again at once what it holds back. */
    static ReadSide fresh() {
        return new ReadSide(Duration.ZERO);
    }

    /** A read side that lets pass a while before it tries again. */
    static ReadSide waiting(Duration wait) {
        return new ReadSide(wait);
    }

    long append(ParleyEvent event) {
        return log.append(event);
    }

    /** Brings all projections up to the log's end. */
    void project() {
        project(200);
    }

    void project(int batchSize) {
        projections.forEach(projection -> project(projection.name(), batchSize));
    }

    /** Brings one projection up to the log's end; a batch that fails comes again, as with Axon's processor. */
    void project(String name, int batchSize) {
        int failures = 0;
        while (progress.positionOf(name) < log.head()) {
            failures = step(name, batchSize) ? 0 : failures + 1;
            if (failures == 2) {
                throw new IllegalStateException("projection " + name + " stands still");
            }
        }
    }

    /** Handles the next batch; tells whether it was committed. */
    boolean step(String name, int batchSize) {
        long after = progress.positionOf(name);
        List<LoggedEvent> batch = log.between(after, log.head(), batchSize);
        boolean committed = handle(name, batch);
        if (committed) {
            progress.advance(name, after + batch.size());
        }
        return committed;
    }

    /** Hands a projection these events, wherever it stands. */
    boolean handle(String name, List<LoggedEvent> batch) {
        return processor(name).handle(batch);
    }

    boolean retry(String name) {
        return processor(name).retry();
    }

    long deadLetters(String name) {
        return queues.of(name).orElseThrow().size();
    }

    HeldBackQueues queues() {
        return queues;
    }

    ManualProcessor processor(String name) {
        return java.util.Objects.requireNonNull(processors.get(name));
    }

    Collection<String> names() {
        return processors.keySet();
    }

    /** Empties a projection and fills it anew. */
    void rebuild(String name, int batchSize) {
        processor(name).reset();
        progress.reset(name);
        project(name, batchSize);
    }

    /** A cleaner of the read tables, as a node has one. */
    ViewsCleaner cleaner(int rows) {
        return new ViewsCleaner(new JdbcTemplate(dataSource), transactions, rows);
    }

    /** Removes all that is gone. */
    void clean() {
        ViewsCleaner cleaner = cleaner(1000);
        while (cleaner.step()) {}
    }

    /** Lets the time come at which chats that are gone are looked through again. */
    void lookAgain() {
        jdbc.sql("UPDATE views.gone_chat SET due_at = now() WHERE due_at IS NOT NULL")
                .update();
    }

    /** The rows of a table, as text. */
    List<String> texts(String from) {
        return jdbc.sql("SELECT t::text FROM (SELECT * FROM views.%s) t ORDER BY 1".formatted(from))
                .query(String.class)
                .list();
    }

    /** How many rows of a table meet a condition. */
    long count(String from) {
        return jdbc.sql("SELECT count(*) FROM views." + from).query(Long.class).single();
    }

    /** Makes the database refuse every row of this chat in a table, until {@link #mend}. */
    void breakChat(String table, ChatId chatId) {
        jdbc.sql("""
                        CREATE FUNCTION views.refuse_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF NEW.chat_id = '%2$s' THEN RAISE EXCEPTION 'broken'; END IF;
                            RETURN NEW;
                        END $$""".formatted(table, chatId)).update();
        jdbc.sql("""
                        CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON views.%1$s
                        FOR EACH ROW EXECUTE FUNCTION views.refuse_%1$s()""".formatted(table)).update();
    }

    void mend(String table) {
        jdbc.sql("DROP FUNCTION views.refuse_%s() CASCADE".formatted(table)).update();
    }

    /** The content of every table of a projection, in one comparable text. */
    String checksum(String name) {
        return projections.stream()
                .filter(projection -> projection.name().equals(name))
                .flatMap(projection -> projection.tables().stream())
                .map(table -> jdbc.sql(
                                "SELECT count(*) || ':' || coalesce(md5(string_agg(t::text, ';' ORDER BY t::text)), '') FROM %s t"
                                        .formatted(table))
                        .query(String.class)
                        .single())
                .collect(Collectors.joining(" "));
    }

    Map<String, String> checksums() {
        return names().stream().collect(Collectors.toMap(Function.identity(), this::checksum));
    }

    <A> CompletableFuture<A> send(ParleyQuery<A> query) {
        return gateway.query(query, ResponseTypes.instanceOf(query.answerType()));
    }

    <A> A ask(ParleyQuery<A> query) {
        try {
            return send(query).join();
        } catch (CompletionException e) {
            Throwable cause = e;
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        dataSource.close();
    }

    private QueryGateway gateway() {
        Clock clock = new SettableClock();
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        Answers answers = new Answers(progress, executor);
        SequenceWait sequences = new SequenceWait(jdbc, progress, answers, PATIENCE, Duration.ofMillis(5));
        MessageQueries history = new MessageQueries(jdbc, texts -> open(texts, contents), sequences, clock, answers);
        List.of(
                        new UserQueries(jdbc, this::user, texts -> open(texts, profiles), answers),
                        new CredentialQueries(this::user, this::credentialsOf, answers),
                        new ChatQueries(jdbc, titles -> open(titles, profiles), clock, answers),
                        history,
                        new MediaQueries(
                                jdbc, closed -> open(closed, media), history, clock, ATTACH_WITHIN, log::head, answers),
                        new InboxQueries(
                                jdbc, texts -> open(texts, contents), titles -> open(titles, profiles), clock, answers),
                        new ReceiptQueries(jdbc, clock, answers),
                        new PresenceQueries(jdbc, clock, answers),
                        new DeliveryQueries(jdbc, (chat, sequence) -> tries, this::devices, clock, answers),
                        new FanOutQueries(jdbc, answers),
                        new DeadLetterQueries(jdbc, answers),
                        new MailboxQueries(jdbc, log, log, progress, MAILBOX_SCAN, answers),
                        new SessionQueries(jdbc, texts -> open(texts, profiles), answers),
                        new BlockQueries(jdbc, answers),
                        new ConnectionQueries(jdbc, answers))
                .forEach(handler -> new AnnotationQueryHandlerAdapter<>(handler).subscribe(bus));
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }

    private Map<UserId, Integer> devices(Map<UserId, Long> positions) {
        return positions.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, asked -> (int) pushes.stream()
                .filter(push -> push.covers(asked.getKey(), asked.getValue()))
                .count()));
    }

    /** What was pushed to a device. */
    record Push(UserId userId, long after, long upTo) {
        private boolean covers(UserId user, long position) {
            return userId.equals(user) && after < position && position <= upTo;
        }
    }

    /** Shows the time that a test has set. */
    private final class SettableClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private Optional<UserId> user(String handle) {
        return Optional.ofNullable(handles.get(handle));
    }

    private Optional<StoredCredentials> credentialsOf(UserId userId) {
        return Optional.ofNullable(credentials.get(userId));
    }

    private static <T> Map<Ciphertext, T> open(Collection<Ciphertext> closed, Map<Ciphertext, T> texts) {
        return closed.stream().filter(texts::containsKey).distinct().collect(Collectors.toMap(s -> s, texts::get));
    }
}
