package io.parley.infra.purge.search;

import io.parley.infra.keyring.KeyTrial;
import io.parley.infra.postgres.DatabaseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/**
 * Looks through a live database for what certificates say is gone: for the keys, for rows of the messages, and for any key that opens
 * what the log still has of them. Asks nobody but the tables. All in one transaction that can only read, as of one moment.
 */
public final class DatabaseSearch implements AutoCloseable {

    private final Connection connection;
    private final JdbcClient jdbc;

    private DatabaseSearch(Connection connection) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /**
     * Begins.
     *
     * @throws IOException with a sentence, if the database cannot be used
     */
    public static DatabaseSearch open(DatabaseServer server) throws IOException {
        try {
            Connection connection = server.connect("parley-verify-purge");
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new DatabaseSearch(connection);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /**
     * Looks for what one certificate says is gone.
     *
     * @param certificate one whose form was checked
     * @param trial of the master key file, if it is at hand
     * @throws IOException with a sentence, if the database cannot be used
     */
    public List<Look> look(JsonNode certificate, Optional<KeyTrial> trial) throws IOException {
        Sought sought = Sought.of(certificate);
        try {
            List<Look> looks = new ArrayList<>();
            MessageCopies copies = new MessageCopies(jdbc, sought);
            looks.addAll(copies.looks());
            looks.addAll(new KeySearch(jdbc, sought, copies).looks());
            looks.addAll(new RowSearch(jdbc, sought).looks());
            looks.addAll(new CopyTrial(jdbc, copies).looks(trial));
            return looks;
        } catch (DataAccessException e) {
            throw unusable(e);
        }
    }

    /** Without what the database has to add, which may quote rows. */
    private static IOException unusable(Exception failure) {
        Throwable cause = failure instanceof DataAccessException access ? access.getMostSpecificCause() : failure;
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("it does not say why");
        return new IOException("The database cannot be searched: " + reason, failure);
    }

    @Override
    public void close() throws IOException {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }
}
