package io.parley.infra.incident;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where it is written down. */
final class IncidentTable {

    private static final String RUN = """
            INSERT INTO work.node_run (node, started_at, seen_at, versions, settings)
            VALUES (?, ?, ?, ?::jsonb, ?::jsonb)
            ON CONFLICT (node) DO UPDATE SET seen_at = excluded.seen_at""";

    /** One that was written and of which no answer came is written again. */
    private static final String SAMPLE = """
            INSERT INTO work.metric_sample (taken_at, node, measurements) VALUES (?, ?, ?::jsonb)
            ON CONFLICT DO NOTHING""";

    private final JdbcTemplate jdbc;

    IncidentTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What was measured at one time. */
    record Sample(Instant takenAt, ObjectNode measurements) {}

    void saw(NodeRun run, Instant at) {
        jdbc.update(
                RUN,
                run.node().value(),
                run.startedAt().atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC),
                json(run.versions()),
                json(run.settings()));
    }

    void write(NodeRun run, List<Sample> samples) {
        jdbc.batchUpdate(SAMPLE, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int i) throws SQLException {
                Sample sample = samples.get(i);
                statement.setObject(1, sample.takenAt().atOffset(ZoneOffset.UTC));
                statement.setObject(2, run.node().value());
                statement.setString(3, sample.measurements().toString());
            }

            @Override
            public int getBatchSize() {
                return samples.size();
            }
        });
    }

    /** Forgets what is older. */
    void forgetBefore(Instant moment) {
        jdbc.update("DELETE FROM work.metric_sample WHERE taken_at < ?", moment.atOffset(ZoneOffset.UTC));
        jdbc.update("DELETE FROM work.node_run WHERE seen_at < ?", moment.atOffset(ZoneOffset.UTC));
    }

    private static String json(Map<String, String> texts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        texts.forEach(json::put);
        return json.toString();
    }
}
