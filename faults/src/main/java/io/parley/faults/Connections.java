package io.parley.faults;

import io.parley.faults.Point.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Loses the connection of the transaction on this thread, as when the database's process for it dies. */
final class Connections {

    private static final String CONNECTION_FAILURE = "08006";

    private final Supplier<DataSource> database;

    Connections(Supplier<DataSource> database) {
        this.database = database;
    }

    /**
     * Ends the database's process for the connection. What is done over it from now on fails by itself; nothing is, once all is
     * committed, so that the answer to the commit is what is lost then.
     */
    void drop(Point point) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            Faults.LOG.warn("Fault: at {} there is no transaction whose connection could be lost", point);
            return;
        }
        Connection connection = DataSourceUtils.getConnection(database.get());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pg_backend_pid())");
        } catch (SQLException lost) {
            Faults.LOG.info("The connection at {} is lost: {}", point, lost.getMessage());
        }
        if (point.stage() == Stage.COMMITTED) {
            throw new LostAnswer(new SQLException("told to lose the answer to a commit", CONNECTION_FAILURE));
        }
    }

    /** As the driver's own failure would come out of a transaction. */
    private static final class LostAnswer extends RuntimeException {

        LostAnswer(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
