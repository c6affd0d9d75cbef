package io.parley.infra.database;

import io.parley.infra.postgres.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connections that look for what is called by a bare name in few places. PostgreSQL looks in a schema of the role's own name too, which any
 * role that may make schemas can make for another: a function there that fits better than PostgreSQL's would run as that other one.
 */
final class ConfinedConnections extends DriverManagerDataSource {

    private final String confine;

    private ConfinedConnections(DatabaseServer server, String searchPath) {
        super(server.jdbcUrl());
        this.confine = "SET search_path = " + searchPath;
        if (!server.user().isEmpty()) {
            setUsername(server.user());
            setPassword(server.password());
        }
    }

    /** Those that look only where PostgreSQL keeps its own. */
    static ConfinedConnections toCatalogue(DatabaseServer server) {
        return new ConfinedConnections(server, "pg_catalog");
    }

    /** Those that look there first, since that is not said, and then in a schema, where they also make things. */
    static ConfinedConnections to(Schema schema, DatabaseServer server) {
        return new ConfinedConnections(server, schema.sqlName());
    }

    /** By a statement: what a URL says of options or of a schema would win over a property. */
    @Override
    protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
        Connection connection = super.getConnectionFromDriver(properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(confine);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
