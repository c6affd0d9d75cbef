package io.parley.audit.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What Spring does by a connection that somebody else opened and closes, and whose transactions are theirs. */
final class OneConnection {

    /** A lock that was not to be had in time, locks that were not, and a deadlock. */
    private static final Set<String> IN_USE = Set.of("55P03", "57014", "40P01");

    private OneConnection() {}

    static JdbcOperations statementsOn(Connection connection) {
        return new JdbcTemplate(source(connection));
    }

    /** Whether it failed since somebody else has what it wants, for now. */
    static boolean isInUse(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && IN_USE.contains(cause.getSQLState());
    }

    static SingleConnectionDataSource source(Connection connection) {
        return new SingleConnectionDataSource(connection, true);
    }
}
