package io.parley.infra.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.id.NodeId;
import io.parley.infra.database.Migrations;
import io.parley.infra.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class IncidentRecorderTest {

    private static final Instant BEGAN = Instant.parse("2026-02-03T04:05:06Z");

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final NodeId node = NodeId.random();
    private Instant now = BEGAN;
    private final IncidentRecorder recorder = recorder(node);

    @BeforeEach
    void migrate() {
        new Migrations(database).run();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private IncidentRecorder recorder(NodeId of) {
        return new IncidentRecorder(
                () -> new NodeRun(of, BEGAN, Map.of("parley", "9"), Map.of("parley.roles", "query")),
                new Measurements(meters, 10),
                new IncidentTable(new JdbcTemplate(database)),
                new IncidentProperties(true, Duration.ofSeconds(10), Duration.ofHours(1), 10),
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                });
    }

    private void round(Duration later) {
        now = now.plus(later);
        recorder.round();
    }

    private List<String> samples() {
        return jdbc.sql(
                        "SELECT measurements ->> 'parley.waiting{of=a}:count' FROM work.metric_sample ORDER BY taken_at")
                .query(String.class)
                .list();
    }

    @Test
    void whatIsMeasuredIsWrittenDownWithWhoMeasuredIt() {
        meters.counter("parley.waiting", "of", "a").increment(3);
        round(Duration.ZERO);
        meters.counter("parley.waiting", "of", "a").increment();
        round(Duration.ofSeconds(10));

        assertThat(samples()).containsExactly("3.0", "4.0");
        assertThat(jdbc.sql(
                                "SELECT versions ->> 'parley' || ' ' || (settings ->> 'parley.roles')"
                                        + " || ' ' || extract(epoch FROM seen_at - started_at)::int FROM work.node_run WHERE node = ?")
                        .param(node.value())
                        .query(String.class)
                        .single())
                .isEqualTo("9 query 10");
    }

    @Test
    void whatTheDatabaseDidNotTakeComesLaterTheLastTenMinutesOfIt() {
        round(Duration.ZERO);
        jdbc.sql("ALTER TABLE work.metric_sample RENAME TO away").update();
        for (int i = 0; i < 100; i++) {
            round(Duration.ofSeconds(10));
        }
        jdbc.sql("ALTER TABLE work.away RENAME TO metric_sample").update();
        round(Duration.ofSeconds(10));

        assertThat(samples()).hasSize(1 + 60);
        assertThat(jdbc.sql("SELECT max(taken_at) = ?::timestamptz FROM work.metric_sample")
                        .param(now.toString())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void whatIsOlderThanItIsKeptGoesAndWhoStillRunsStays() {
        IncidentRecorder other = recorder(NodeId.random());
        other.round();
        for (int i = 0; i < 9; i++) {
            round(Duration.ofMinutes(10));
        }

        assertThat(samples()).hasSize(7);
        assertThat(jdbc.sql("SELECT node FROM work.node_run")
                        .query(java.util.UUID.class)
                        .list())
                .containsExactly(node.value());
    }

    @Test
    void noMoreNumbersThanThereIsRoomForAndItIsSaidHowManyWereLeftOut() {
        for (int i = 0; i < 13; i++) {
            meters.counter("parley.number", "of", "n" + i).increment();
        }
        meters.gauge("parley.unknown", Double.NaN);
        round(Duration.ZERO);

        assertThat(jdbc.sql("SELECT count(*) || ' ' || sum(CASE key WHEN 'left out' THEN value::text::int ELSE 0 END)"
                                + " FROM work.metric_sample, jsonb_each(measurements)")
                        .query(String.class)
                        .single())
                .isEqualTo("11 3");
    }
}
