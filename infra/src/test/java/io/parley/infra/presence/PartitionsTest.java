package io.parley.infra.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.wiring.TestSchemas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of the history, one for each day. */
class PartitionsTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private volatile Instant now = Instant.parse("2026-03-01T23:30:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    PartitionsTest() {
        TestSchemas.migrate(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Partitions partitions() {
        return new Partitions(jdbc, transaction, clock, Duration.ofDays(7));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void partsAreMadeAheadOfTime() {
        Days days = partitions().days();

        assertThat(days).isEqualTo(new Days(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 3)));
        assertThat(parts())
                .containsExactly("activity_20260228", "activity_20260301", "activity_20260302", "activity_20260303");
    }

    @Test
    void whatWasMadeIsMadeOnceWhoeverComes() {
        partitions().days();
        partitions().days();

        assertThat(parts()).hasSize(4);
    }

    @Test
    void twoNodesThatMakeThemAtOnceBothFindThem() throws Exception {
        List<Thread> threads = Stream.generate(
                        () -> new Thread(() -> partitions().days()))
                .limit(4)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(parts()).hasSize(4);
    }

    @Test
    void aDayIsDroppedWholeWhenItIsOldEnoughAndNotBefore() {
        Partitions partitions = partitions();
        partitions.days();
        insert(now);
        for (int day = 0; day < 7; day++) {
            pass(Duration.ofDays(1));
            partitions.days();
        }
        // of 1 March, 23:30, until 8 March, 23:30
        assertThat(parts()).contains("activity_20260301").doesNotContain("activity_20260228");
        assertThat(rows()).isEqualTo(1);

        pass(Duration.ofHours(1));
        partitions.days();
        assertThat(parts()).doesNotContain("activity_20260301").hasSize(10);
        assertThat(rows()).isZero();
    }

    @Test
    void aDayThatSomebodyReadsIsDroppedLaterAndNobodyWaitsForIt() {
        Partitions partitions = partitions();
        partitions.days();
        pass(Duration.ofDays(30));
        transaction.executeWithoutResult(begun -> {
            jdbc.sql("SELECT count(*) FROM work.activity").query().listOfRows();
            Thread other = new Thread(() -> partitions().days());
            other.start();
            try {
                other.join(20_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(other.isAlive()).isFalse();
        });
        assertThat(parts()).contains("activity_20260301");

        pass(Duration.ofHours(1));
        partitions.days();
        assertThat(parts()).doesNotContain("activity_20260301").hasSize(5);
    }

    @Test
    void whileSomebodyWritesPartsAreMade() {
        partitions().days();
        transaction.executeWithoutResult(begun -> {
            insert(now);
            pass(Duration.ofDays(1));
            Thread other = new Thread(() -> partitions().days());
            other.start();
            try {
                other.join(20_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(other.isAlive()).isFalse();
        });

        assertThat(parts()).contains("activity_20260304");
    }

    @Test
    void anHourLaterItIsLookedAtAgainAndNotBefore() {
        Partitions partitions = partitions();
        partitions.days();
        jdbc.sql("DROP TABLE work.activity_20260303").update();
        pass(Duration.ofMinutes(29));
        partitions.days();
        assertThat(parts()).hasSize(3);

        partitions.forget();
        partitions.days();
        assertThat(parts()).hasSize(4);
    }

    private void insert(Instant at) {
        jdbc.sql("INSERT INTO work.activity (at, user_id, device_id, node, kind)"
                        + " VALUES (?, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'ACTIVE')")
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private long rows() {
        return jdbc.sql("SELECT count(*) FROM work.activity").query(Long.class).single();
    }

    private List<String> parts() {
        return jdbc
                .sql("SELECT inhrelid::regclass::text FROM pg_inherits"
                        + " WHERE inhparent = 'work.activity'::regclass ORDER BY 1")
                .query(String.class)
                .list()
                .stream()
                .map(name -> name.replace("work.", ""))
                .toList();
    }
}
