package io.parley.benchmarks.fanout;

import io.parley.benchmarks.Node;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The other way to keep mailboxes, written as fast as can be: a row for each member and message, a thousand rows and more at once by
 * one statement, one commit for each. No events, no commands: what it measures is the table alone.
 */
final class RowPerMember {

    private static final int ROWS_AT_ONCE = 5_000;

    private final JdbcTemplate jdbc;
    private final UUID[] members;
    private long position;

    RowPerMember(Node node, int members) {
        this.jdbc = new JdbcTemplate(node.bean(DataSource.class));
        this.members = Stream.generate(UUID::randomUUID).limit(members).toArray(UUID[]::new);
        node.bean(JdbcClient.class)
                .sql("CREATE TABLE IF NOT EXISTS views.row_per_member"
                        + " (user_id uuid, position bigint, PRIMARY KEY (user_id, position))")
                .update();
    }

    /** How many rows are written in a second. */
    double rate(Duration duration) {
        long began = System.nanoTime();
        long rows = 0;
        while (System.nanoTime() - began < duration.toNanos()) {
            rows += write(Math.max(1, ROWS_AT_ONCE / members.length));
        }
        return rows * 1e9 / (System.nanoTime() - began);
    }

    private long write(int messages) {
        Long[] positions =
                LongStream.range(position, position + messages).boxed().toArray(Long[]::new);
        position += messages;
        Integer written = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            Array users = connection.createArrayOf("uuid", members);
            Array at = connection.createArrayOf("bigint", positions);
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO views.row_per_member"
                    + " SELECT u, p FROM unnest(?) AS p, unnest(?) AS u ON CONFLICT DO NOTHING")) {
                statement.setArray(1, at);
                statement.setArray(2, users);
                return statement.executeUpdate();
            }
        });
        return written == null ? 0 : written;
    }
}
