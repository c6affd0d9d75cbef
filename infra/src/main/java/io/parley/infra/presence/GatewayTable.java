package io.parley.infra.presence;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity.Disconnected;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The gateways that live, by leases on the database's clock. Whoever writes renews in the same transaction: so nobody who counts as
 * dead writes, and nobody who is writing counts as dead. Statements join the current transaction. Blocking.
 */
final class GatewayTable {

    private static final String RENEW =
            "UPDATE work.gateway SET heartbeat_at = clock_timestamp(), written = written + 1"
                    + " WHERE node = ? AND written = ? AND removed_at IS NULL";

    private static final String EXPIRE = """
            UPDATE work.gateway SET removed_at = now() WHERE node IN (
                SELECT node FROM work.gateway
                WHERE removed_at IS NULL AND heartbeat_at < now() - make_interval(secs => :lease)
                FOR UPDATE SKIP LOCKED)""";

    private static final String NEXT_REMOVED =
            "SELECT node FROM work.gateway WHERE removed_at IS NOT NULL ORDER BY node LIMIT 1 FOR UPDATE SKIP LOCKED";

    /** The second condition is looked at again when the row is locked: it may have got another node meanwhile. */
    private static final String REMOVE = """
            DELETE FROM work.connection WHERE node = :node AND connection_id IN (
                SELECT connection_id FROM work.connection WHERE node = :node LIMIT :most)
            RETURNING user_id, device_id, connection_id, now() AS at""";

    private final JdbcClient jdbc;
    private final Duration lease;

    GatewayTable(JdbcClient jdbc, Duration lease) {
        this.jdbc = jdbc;
        this.lease = lease;
    }

    void register(UUID node) {
        jdbc.sql("INSERT INTO work.gateway (node, started_at, heartbeat_at) VALUES (?, now(), clock_timestamp())")
                .param(node)
                .update();
    }

    /**
     * Renews a lease, and keeps others from ending it until the transaction ends; false if it was ended, or the database does not know
     * of all that was written under it: it has crashed, and lost the last transactions.
     *
     * @param written how many transactions have renewed it before
     */
    boolean renew(UUID node, long written) {
        return jdbc.sql(RENEW).param(node).param(written).update() == 1;
    }

    /** Ends a lease. */
    void end(UUID node) {
        jdbc.sql("UPDATE work.gateway SET removed_at = now() WHERE node = ? AND removed_at IS NULL")
                .param(node)
                .update();
    }

    /** Ends the leases that have run out, and tells how many. */
    int expire() {
        return jdbc.sql(EXPIRE).param("lease", lease.toMillis() / 1000.0).update();
    }

    /** A gateway whose lease has ended, for this transaction alone. */
    Optional<UUID> nextRemoved() {
        return jdbc.sql(NEXT_REMOVED).query(UUID.class).optional();
    }

    /** Removes some of a gateway's connections. */
    List<Disconnected> removeConnections(UUID node, int most) {
        return jdbc.sql(REMOVE)
                .param("node", node)
                .param("most", most)
                .query((row, number) -> new Disconnected(
                        new UserId(row.getObject("user_id", UUID.class)),
                        new DeviceId(row.getObject("device_id", UUID.class)),
                        row.getObject("connection_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Forgets a gateway that has no connections any more. */
    void forget(UUID node) {
        jdbc.sql("DELETE FROM work.gateway WHERE node = ?").param(node).update();
    }
}
