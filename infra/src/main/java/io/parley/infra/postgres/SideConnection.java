package io.parley.infra.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection for work beside the server's: none of its pool, and none of its bounds of time. */
final class SideConnection {

    private SideConnection() {}

    /**
     * Opens one.
     *
     * @param settings statements that set more
     */
    static Connection open(DatabaseServer server, String name, String... settings) throws SQLException {
        Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.properties(name));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0");
            statement.execute("SET idle_in_transaction_session_timeout = 0");
            for (String setting : settings) {
                statement.execute(setting);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
