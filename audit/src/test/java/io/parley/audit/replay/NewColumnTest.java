package io.parley.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.audit.testing.LiveSide;
import io.parley.audit.testing.Talk;
import io.parley.audit.testing.TestLog;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** A new version's projection fills a column that the old one did not know, and takes over while people write and read. */
class NewColumnTest {

    private static final int BEFORE = 300;
    private static final int MEANWHILE = 400;

    private final TestLog log = TestLog.empty(5);
    private final Talk talk = new Talk(log);
    private final ProjectionSource newVersion = (jdbc, transactions) -> List.of(new Marks(jdbc, transactions));
    private final Replays replays = new Replays(log.connector(), newVersion, Replays.BATCH);

    /** The newest mark that a reader must find, since the live side has committed it. */
    private final AtomicLong committed = new AtomicLong();

    private final AtomicLong reads = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private volatile boolean over;

    /** The new version: it knows when a mark was last moved. */
    private static final class Marks extends Projection {

        private static final BulkStatement<Moved> MOVE = BulkStatement.<Moved>columns()
                .id(row -> row.event().chatId())
                .id(row -> row.event().userId())
                .number(row -> row.event().delivered())
                .number(row -> row.event().read())
                .time(row -> row.event().markedAt())
                .number(Moved::position)
                .into("""
                        INSERT INTO views.receipt AS r (chat_id, user_id, delivered, read, marked_at, position)
                        SELECT DISTINCT ON (chat_id, user_id) * FROM unnest(?, ?, ?, ?, ?, ?)
                            AS n (chat_id, user_id, delivered, read, marked_at, position)
                        ORDER BY chat_id, user_id, position DESC
                        ON CONFLICT (chat_id, user_id) DO UPDATE SET delivered = excluded.delivered,
                            read = excluded.read, marked_at = excluded.marked_at, position = excluded.position
                        WHERE r.position < excluded.position""");

        private final long bad;

        Marks(JdbcOperations jdbc, PlatformTransactionManager transactions) {
            this(jdbc, transactions, -1);
        }

        /** One with a fault: it stumbles over one event. */
        Marks(JdbcOperations jdbc, PlatformTransactionManager transactions, long bad) {
            super("receipt", List.of("views.receipt"), List.of(MOVE), jdbc, transactions);
            this.bad = bad;
        }

        @EventHandler
        void on(ReceiptAdvanced event, TrackingToken token) {
            if (positionOf(token) == bad) {
                throw new IllegalArgumentException("a fault");
            }
            write(positionOf(token), MOVE.of(new Moved(event, positionOf(token))));
        }

        private record Moved(ReceiptAdvanced event, long position) {}
    }

    @BeforeEach
    void migrate() throws Exception {
        dropAll();
        log.jdbc()
                .sql("ALTER TABLE views.receipt ADD COLUMN marked_at timestamptz")
                .update();
        talk.open(0);
        for (int i = 1; i <= BEFORE; i++) {
            talk.mark(0, i, i - 1);
            talk.mark(i, 1, 1);
        }
    }

    @AfterEach
    void forget() throws Exception {
        over = true;
        threads.shutdown();
        dropAll();
    }

    private void dropAll() throws SQLException {
        for (Standing standing : replays.all()) {
            replays.drop(standing.projection());
        }
        log.jdbc()
                .sql("ALTER TABLE views.receipt DROP COLUMN IF EXISTS marked_at")
                .update();
    }

    private LiveSide filledByTheOldVersion() throws Exception {
        LiveSide live = new LiveSide(log, "receipt", newVersion);
        live.handle();
        log.jdbc().sql("UPDATE views.receipt SET marked_at = NULL").update();
        return live;
    }

    @Test
    void itIsFilledAndSwitchedToWithNoReadRefusedOrStale() throws Exception {
        try (LiveSide live = filledByTheOldVersion()) {
            committed.set(BEFORE);
            CompletableFuture<Void> reader = CompletableFuture.runAsync(this::read, threads);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(live), threads);

            replays.start("receipt", ReplayProgress.SILENT);
            assertThat(compareColumns()).isEqualTo(List.of(List.of())); // both have the column by now
            awaitRead();
            replays.switchOver("receipt", ReplayProgress.SILENT);
            awaitRead();
            writer.join();
            over = true;
            reader.join();

            assertThat(log.jdbc()
                            .sql("SELECT count(*) FROM views.receipt WHERE marked_at IS NULL")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(log.jdbc()
                            .sql("SELECT count(*) FROM views.receipt")
                            .query(Long.class)
                            .single())
                    .isEqualTo(BEFORE + 1);
            assertThat(log.jdbc()
                            .sql("SELECT marked_at FROM views.receipt LIMIT 1")
                            .query(OffsetDateTime.class)
                            .single()
                            .toInstant())
                    .isEqualTo(Instant.parse("2026-01-01T00:00:01Z"));
            assertThat(delivered()).isEqualTo(BEFORE + MEANWHILE);
        }
    }

    private void awaitRead() throws InterruptedException {
        long before = reads.get();
        for (int i = 0; reads.get() <= before + 1; i++) {
            assertThat(i).as("somebody reads").isLessThan(3_000);
            Thread.sleep(10);
        }
    }

    private List<List<String>> compareColumns() throws Exception {
        return replays.compare("receipt", 1, ReplayProgress.SILENT).tables().stream()
                .map(Comparison.Table::columns)
                .toList();
    }

    /** Reads as the server does, by one statement that is prepared once. */
    private void read() {
        try (Connection connection = log.connector().open();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT delivered FROM views.receipt WHERE chat_id = ? AND user_id = ?")) {
            while (!over) {
                long least = committed.get();
                statement.setObject(1, Talk.chat(0));
                statement.setObject(2, Talk.BEN);
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).as("the row is there").isTrue();
                    assertThat(row.getLong(1)).as("not stale").isGreaterThanOrEqualTo(least);
                }
                reads.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void write(LiveSide live) {
        for (int i = BEFORE + 1; i <= BEFORE + MEANWHILE; i++) {
            talk.mark(0, i, i - 1);
            live.handle();
            committed.set(i);
        }
    }

    private long delivered() {
        return log.jdbc()
                .sql("SELECT delivered FROM views.receipt WHERE chat_id = ?")
                .param(Talk.chat(0))
                .query(Long.class)
                .single();
    }

    @Test
    void anEventThatItCannotHandleIsNamedAndNothingIsLost() throws Exception {
        try (LiveSide live = filledByTheOldVersion()) {
            int bad = 100;
            Replays faulty = new Replays(
                    log.connector(),
                    (jdbc, transactions) -> new ArrayList<>(List.of(new Marks(jdbc, transactions, bad))),
                    1,
                    30);

            assertThatExceptionOfType(ReplayRefusal.class)
                    .isThrownBy(() -> faulty.start("receipt", ReplayProgress.SILENT))
                    .withMessageContaining("position 100");
            assertThat(replays.all().get(0).position()).isEqualTo(90);

            replays.resume("receipt", ReplayProgress.SILENT);
            assertThat(replays.all().get(0).position()).isEqualTo(1 + 2 * BEFORE);
        }
    }
}
