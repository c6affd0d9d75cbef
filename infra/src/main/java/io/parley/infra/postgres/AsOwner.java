package io.parley.infra.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** The same database, reached as the role that owns the log; who stops it is somebody else's matter. */
record AsOwner(String jdbcUrl, String user, String password) implements DatabaseServer {

    /**
     * What is called by a bare name is PostgreSQL's own: the server's role could make a function of that name in a schema that is looked
     * into otherwise, and it would run as the owner.
     */
    @Override
    public Connection connect(String name) throws SQLException {
        return SideConnection.open(this, name, "SET search_path = pg_catalog");
    }

    @Override
    public void close() {}

    /** Passwords do not belong into logs, and a URL may bear one. */
    @Override
    public String toString() {
        return "AsOwner";
    }
}
