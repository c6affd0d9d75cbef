package io.parley.infra.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.infra.database.Migrations;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.signing.Ed25519Signer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SealerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-03T04:05:06.123456789Z"), ZoneOffset.UTC);

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Ed25519Signer key = Ed25519Signer.withNewKey();
    private Sealer sealer = sealer(10);

    @BeforeEach
    void migrate() {
        new Migrations(database).run();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Sealer sealer(int mostEvents) {
        return new Sealer(key, CLOCK, mostEvents);
    }

    private void append(String... aggregates) {
        for (String aggregate : aggregates) {
            jdbc.sql(
                            "INSERT INTO events.event (position, event_id, aggregate_id, sequence_number, type, payload, metadata,"
                                    + " recorded_at) SELECT coalesce(max(position), 0) + 1, ?, ?, (SELECT count(*) FROM events.event"
                                    + " WHERE aggregate_id = ?), 'Sent', ?, '{}', now() FROM events.event")
                    .params(UUID.randomUUID(), aggregate, aggregate, ("in " + aggregate).getBytes(UTF_8))
                    .update();
        }
    }

    private int seal(Sealer by) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return by.seal(connection);
        }
    }

    private List<StoredSeal> seals() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new SealTable(connection).after(0, 100);
        }
    }

    private void unguarded(String sql) {
        jdbc.sql("ALTER TABLE events.event DISABLE TRIGGER event_append_only").update();
        jdbc.sql("ALTER TABLE events.seal DISABLE TRIGGER seal_append_only").update();
        jdbc.sql(sql).update();
    }

    @Test
    void anEmptyLogHasNothingToSeal() throws SQLException {
        assertThat(seal(sealer)).isZero();
        assertThat(seals()).isEmpty();
    }

    @Test
    void aSealCoversWhatCameSinceTheOneBeforeAndNoMoreThanItMay() throws SQLException {
        append("a", "b", "a/x");
        sealer = sealer(2);

        assertThat(seal(sealer)).isEqualTo(2);
        assertThat(seal(sealer)).isEqualTo(1);
        assertThat(seal(sealer)).isZero();

        List<Seal> seals = seals().stream().map(StoredSeal::seal).toList();
        assertThat(seals).extracting(Seal::number).containsExactly(1L, 2L);
        assertThat(seals).extracting(Seal::firstPosition).containsExactly(1L, 3L);
        assertThat(seals).extracting(Seal::lastPosition).containsExactly(2L, 3L);
        assertThat(seals).extracting(Seal::chains).containsExactly(2, 1);
        assertThat(seals).extracting(Seal::keyId).containsOnly(key.keyId());
        assertThat(seals).extracting(Seal::sealedAt).containsOnly(Instant.parse("2026-02-03T04:05:06.123456Z"));
    }

    @Test
    void eachConversationIsOneChainAcrossSealsAndRestarts() throws SQLException {
        append("a", "b");
        seal(sealer);
        append("a/x", "b", "a");
        seal(sealer(10));

        try (Connection connection = database.getConnection()) {
            byte[] head = Chain.beginning();
            for (LoggedEvent event : new SealTable(connection).eventsOf("a", 0, 100, 100)) {
                head = Chain.link(head, Chain.digest(event));
            }
            assertThat(seals().get(1).hashAt(5)).isEqualTo(head);
        }
    }

    /** Heads are written every sixty seals: whoever seals next goes on from what is written and what was sealed since. */
    @Test
    void chainsGoOnWhoeverSealsNextAndHoweverOftenHeadsWereWritten() throws SQLException {
        Sealer other = sealer(10);
        for (int i = 0; i < 140; i++) {
            append(i % 3 == 0 ? "a" : "b", "c" + i % 50);
            seal(i % 7 == 0 ? other : i % 31 == 0 ? sealer(10) : sealer);
        }

        Map<String, byte[]> heads = new HashMap<>();
        try (Connection connection = database.getConnection()) {
            SealTable table = new SealTable(connection);
            for (StoredSeal stored : table.after(0, 1_000)) {
                for (LoggedEvent event : table.events(
                        stored.seal().firstPosition(), stored.seal().lastPosition())) {
                    byte[] before = heads.getOrDefault(event.chain(), Chain.beginning());
                    byte[] link = Chain.link(before, Chain.digest(event));
                    assertThat(stored.hashAt(event.position())).isEqualTo(link);
                    heads.put(event.chain(), link);
                }
            }
        }
        assertThat(heads).hasSize(52);
        assertThat(jdbc.sql("SELECT seal FROM work.chain_heads_written")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(80);
    }

    @Test
    void eachSealStandsForAllBefore() throws SQLException {
        Peaks before = Peaks.none();
        for (int i = 0; i < 7; i++) {
            append("a");
            seal(sealer);
            Seal seal = seals().get(i).seal();
            assertThat(seal.history()).isEqualTo(before.root());
            before = before.with(seal.hash());
        }
    }

    @Test
    void nodesThatSealAtOnceSealEachEventOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            append("a", "b", "c");
        }
        List<CompletableFuture<Void>> nodes = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            Sealer own = sealer(7);
            nodes.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 40; i++) {
                    try {
                        seal(own);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }));
        }
        CompletableFuture.allOf(nodes.toArray(CompletableFuture[]::new)).join();
        while (seal(sealer) > 0) {}

        long next = 1;
        for (StoredSeal stored : seals()) {
            assertThat(stored.seal().firstPosition()).isEqualTo(next);
            next = stored.seal().lastPosition() + 1;
        }
        assertThat(next).isEqualTo(121);
    }

    @Test
    void whatWentWrongInTheMiddleIsSealedTheNextTime() throws SQLException {
        append("a");
        seal(sealer);
        append("a");
        jdbc.sql("ALTER TABLE work.chain_heads_written RENAME TO away").update();
        assertThatThrownBy(() -> seal(sealer(10))).isInstanceOf(SQLException.class);
        jdbc.sql("ALTER TABLE work.away RENAME TO chain_heads_written").update();

        assertThat(seal(sealer)).isEqualTo(1);
        assertThat(seals()).extracting(stored -> stored.seal().lastPosition()).containsExactly(1L, 2L);
    }

    @Test
    void aGapIsNotPassed() {
        append("a", "a", "a");
        unguarded("DELETE FROM events.event WHERE position = 2");

        assertThatThrownBy(() -> seal(sealer))
                .isInstanceOf(BrokenSealsException.class)
                .hasMessageContaining("position 2");
    }

    @Test
    void eventsThatWereSealedAndAreGoneAreNotSealedOver() throws SQLException {
        append("a", "a", "a");
        seal(sealer);
        unguarded("DELETE FROM events.event WHERE position = 3");

        assertThatThrownBy(() -> seal(sealer(10)))
                .isInstanceOf(BrokenSealsException.class)
                .hasMessageContaining("ends at position 2")
                .hasMessageContaining("sealed up to 3");
    }

    @Test
    void sealsThatAreGoneAreNotMadeAnewByWhoHasSeenThem() throws SQLException {
        append("a");
        seal(sealer);
        unguarded("DELETE FROM events.seal");

        assertThatThrownBy(() -> seal(sealer))
                .isInstanceOf(BrokenSealsException.class)
                .hasMessageContaining("was number 1, and now it is number 0");
    }

    @Test
    void aSealCannotBeChangedByTheApplication() throws SQLException {
        append("a");
        seal(sealer);

        for (String change :
                List.of("UPDATE events.seal SET chains = 2", "DELETE FROM events.seal", "TRUNCATE events.seal")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("append-only");
        }
    }

    @Test
    void roundsSealAllThereIsAndWhatComesLater() throws Exception {
        for (int i = 0; i < 25; i++) {
            append("a");
        }
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SealingRounds rounds =
                new SealingRounds(sealer, database, new SealingProperties(true, Duration.ofMillis(20), 10), meters);
        rounds.start();
        try {
            await(meters, 25);
            append("b");
            await(meters, 26);
        } finally {
            rounds.stop();
        }
        assertThat(seals()).extracting(stored -> stored.seal().lastPosition()).containsExactly(10L, 20L, 25L, 26L);
    }

    @Test
    void roundsEndWhereTheSealedLogIsNotWhatItWas() throws Exception {
        append("a", "a");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SealingRounds rounds =
                new SealingRounds(sealer, database, new SealingProperties(true, Duration.ofMillis(20), 10), meters);
        rounds.start();
        try {
            await(meters, 2);
            unguarded("DELETE FROM events.seal");
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (meters.get("parley.sealing.broken").gauge().value() < 1 && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            append("a");
            Thread.sleep(100);
        } finally {
            rounds.stop();
        }
        assertThat(meters.get("parley.sealing.broken").gauge().value()).isEqualTo(1);
        assertThat(seals()).isEmpty();
    }

    private static void await(SimpleMeterRegistry meters, double sealed) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (meters.get("parley.sealing.events").counter().count() < sealed && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(meters.get("parley.sealing.events").counter().count()).isEqualTo(sealed);
    }
}
