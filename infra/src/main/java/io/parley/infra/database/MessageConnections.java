package io.parley.infra.database;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.ConnectionPools;
import io.parley.infra.postgres.DatabaseProperties;
import io.parley.infra.postgres.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The connections of {@link MessageThread}s, one for each, beside the pool that all others share. */
final class MessageConnections implements AutoCloseable {

    private final @Nullable HikariDataSource own;

    /**
     * Opens them.
     *
     * @param threads how many threads there are; none on a node that handles no commands
     */
    MessageConnections(DatabaseServer server, DatabaseProperties properties, int threads) {
        own = threads == 0
                ? null
                : new HikariDataSource(ConnectionPools.settings(server, properties, "parley-messages", threads));
    }

    /** The pool as seen from any thread: those of messages are given their own. */
    DataSource beside(DataSource pool) {
        HikariDataSource messages = own;
        return messages == null
                ? pool
                : new DelegatingDataSource(pool) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        return Thread.currentThread() instanceof MessageThread
                                ? messages.getConnection()
                                : super.getConnection();
                    }
                };
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
