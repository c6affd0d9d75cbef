package io.parley.audit;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the database with the log. They are only read from. */
@FunctionalInterface
public interface Connector {

    /** Opens one, for whoever closes it. */
    Connection open() throws SQLException;
}
