package io.parley.benchmarks.look;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.benchmarks.Progress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A log with events as large as those of short messages, made by the database itself. */
final class FilledLog {

    private static final int AT_ONCE = 500_000;

    /** Chats are called by the digest of their number. */
    private static final String INSERT = "INSERT INTO events.event (position, event_id, aggregate_type, aggregate_id,"
            + " sequence_number, type, revision, payload, metadata, recorded_at)"
            + " SELECT n, gen_random_uuid(), 'Chat', chat, sequence,"
            + " 'io.parley.contract.message.MessageEvent$MessageSent', '1', decode(repeat(md5(n::text), 24), 'hex'),"
            + " convert_to('{\"actor\":\"' || chat || '\",\"correlationId\":\"' || chat || '\"}', 'UTF8'), clock_timestamp()"
            + " FROM (SELECT n, (n - 1) / ? AS sequence, CAST(md5(((n - 1) % ?)::text) AS uuid)::text AS chat"
            + " FROM generate_series(?, ?) AS n) AS numbered";

    private final Connection connection;
    private final int chats;

    FilledLog(Connection connection, int chats) {
        this.connection = connection;
        this.chats = chats;
    }

    /** What the chat of a number is called, from 0. */
    static UUID chat(int number) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("MD5")
                    .digest(Integer.toString(number).getBytes(UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void fill(int events, Progress progress) throws SQLException {
        for (long first = 1; first <= events; first += AT_ONCE) {
            long last = Math.min(events, first + AT_ONCE - 1);
            insert(first, last);
            progress.step("%,d of %,d events are in the log", last, events);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE events.event");
        }
    }

    private void insert(long first, long last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setLong(1, chats);
            statement.setLong(2, chats);
            statement.setLong(3, first);
            statement.setLong(4, last);
            statement.executeUpdate();
        }
    }
}
