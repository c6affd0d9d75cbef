package io.parley.infra.presence;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity.Connected;
import io.parley.infra.wiring.TestSchemas;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The tables of what devices do, as a test looks at them. */
final class Activities {

    private final JdbcClient jdbc;

    /** Migrates the database. */
    Activities(HikariDataSource database) {
        TestSchemas.migrate(database);
        jdbc = JdbcClient.create(database);
    }

    /** An account. */
    UserId user() {
        return users(1).get(0);
    }

    List<UserId> users(int count) {
        List<UserId> users = Stream.generate(UserId::random).limit(count).toList();
        jdbc.sql("INSERT INTO work.credentials (user_id, password_hash) SELECT id, 'none' FROM unnest(?::uuid[]) AS id")
                .param(new SqlArrayValue(
                        "text", users.stream().map(UserId::toString).toArray()))
                .update();
        return users;
    }

    List<String> history(UserId userId) {
        return jdbc.sql("SELECT kind FROM work.activity WHERE user_id = ? ORDER BY at, kind")
                .param(userId.value())
                .query(String.class)
                .list();
    }

    long count(String kind) {
        return jdbc.sql("SELECT count(*) FROM work.activity WHERE kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }

    Set<UUID> connections() {
        return jdbc.sql("SELECT connection_id FROM work.connection")
                .query(UUID.class)
                .set();
    }

    UUID nodeOf(Connected stream) {
        return jdbc.sql("SELECT node FROM work.connection WHERE connection_id = ?")
                .param(stream.connectionId())
                .query(UUID.class)
                .single();
    }

    Optional<Instant> lastSeen(UserId userId) {
        return jdbc.sql("SELECT at FROM work.last_seen WHERE user_id = ?")
                .param(userId.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    List<UUID> gateways() {
        return jdbc.sql("SELECT node FROM work.gateway WHERE removed_at IS NULL")
                .query(UUID.class)
                .list();
    }

    long removedGateways() {
        return jdbc.sql("SELECT count(*) FROM work.gateway WHERE removed_at IS NOT NULL")
                .query(Long.class)
                .single();
    }

    /** Undoes what a gateway wrote last: that one stream began, and that another ended. */
    void crash(UUID node, Connected lost, Connected ended) {
        jdbc.sql("DELETE FROM work.connection WHERE connection_id = ?")
                .param(lost.connectionId())
                .update();
        jdbc.sql(
                        "INSERT INTO work.connection (connection_id, user_id, device_id, node, since) VALUES (?, ?, ?, ?, now())")
                .param(ended.connectionId())
                .param(ended.userId().value())
                .param(ended.deviceId().value())
                .param(node)
                .update();
        jdbc.sql("UPDATE work.gateway SET written = written - 1 WHERE node = ?")
                .param(node)
                .update();
    }

    /** Lets a lease run out. */
    void expire(UUID node) {
        jdbc.sql("UPDATE work.gateway SET heartbeat_at = now() - interval '1 hour' WHERE node = ?")
                .param(node)
                .update();
    }
}
