package io.parley.infra.postgres;

import io.parley.infra.startup.DataFolder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** A PostgreSQL that can be reached: where, and as whom. */
public interface DatabaseServer extends AutoCloseable {

    /** Where the application's database is. */
    String jdbcUrl();

    /** The role with which the server works; empty if the URL says it. */
    String user();

    /** That role's password; empty if the URL says it or none is needed. */
    String password();

    /** As whom schemas are migrated and the log is owned: another role that may do more, or the same one if there is no other. */
    default DatabaseServer owner() {
        return this;
    }

    /** The data folder, if that is held for as long as this lives. */
    default Optional<DataFolder> heldFolder() {
        return Optional.empty();
    }

    /**
     * What a driver is told of a connection outside the pool: as whom it is made, and that the other side may fall silent.
     *
     * @param name by which the database knows who works
     */
    default Properties properties(String name) {
        Properties properties = new Properties();
        if (!user().isEmpty()) {
            properties.setProperty("user", user());
            properties.setProperty("password", password());
        }
        properties.setProperty("ApplicationName", name);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /**
     * A connection of its own for work beside the server's, which takes as long as it takes; for whoever closes it.
     *
     * @param name by which the database knows who works
     */
    default Connection connect(String name) throws SQLException {
        return SideConnection.open(this, name);
    }

    /** Stops it, if it is ours. */
    @Override
    void close();
}
