package io.parley.query.session;

import io.parley.contract.id.DeviceId;
import io.parley.contract.session.OpenConnections;
import io.parley.contract.session.OpenConnections.OpenConnection;
import io.parley.contract.session.SessionQuery.FindConnections;
import io.parley.query.Answers;
import io.parley.query.Rows;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers on which gateways somebody has streams open: from what these write down, not from the log. */
public final class ConnectionQueries {

    private final JdbcClient jdbc;
    private final Answers answers;

    /** A handler that reads with these. */
    public ConnectionQueries(JdbcClient jdbc, Answers answers) {
        this.jdbc = jdbc;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<OpenConnections> handle(FindConnections query) {
        return answers.now(() -> {
            List<OpenConnection> found = find(query);
            boolean more = found.size() > query.limit();
            return new OpenConnections(more ? found.subList(0, query.limit()) : found, more);
        });
    }

    /** One more than asked for, to see whether there are more. */
    private List<OpenConnection> find(FindConnections query) {
        return jdbc.sql("""
                        SELECT c.connection_id, c.device_id, c.node, c.since, g.heartbeat_at
                        FROM work.connection c JOIN work.gateway g ON g.node = c.node
                        WHERE c.user_id = ? AND g.removed_at IS NULL
                        ORDER BY c.since DESC, c.connection_id LIMIT ?""")
                .param(query.userId().value())
                .param(query.limit() + 1)
                .query((row, number) -> new OpenConnection(
                        Rows.id(row, "connection_id"),
                        new DeviceId(Rows.id(row, "device_id")),
                        Rows.id(row, "node"),
                        Rows.time(row, "since"),
                        Rows.time(row, "heartbeat_at")))
                .list();
    }
}
