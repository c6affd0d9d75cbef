package io.parley.infra.backup;

import io.parley.infra.backup.Manifest.Entry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Of what a backup is taken, as of its snapshot.
 *
 * @param takenAt the moment, by the database's clock
 * @param epoch the log's epoch
 * @param earlierEpochs those from before its restores
 * @param store where the log is kept
 * @param head its last position; null if it is kept elsewhere
 */
record Origin(
        Instant takenAt,
        UUID epoch,
        List<UUID> earlierEpochs,
        String store,
        @Nullable Long head) {

    static final String POSTGRESQL = "postgresql";

    /**
     * Looks, in the connection's transaction.
     *
     * @throws BackupProblem if there is no platform in this database, or half a one
     */
    static Origin read(Connection connection) throws SQLException {
        if (Columns.of(connection, "events.store").isEmpty()
                || Columns.of(connection, "work.log_owner").isEmpty()) {
            throw new BackupProblem("There is nothing to back up: no Parley was ever started on this database.");
        }
        List<UUID> earlier = Columns.of(connection, "events.restore").isEmpty() ? List.of() : earlier(connection);
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT now(), epoch,"
                        + " coalesce((SELECT store FROM work.log_owner), '" + POSTGRESQL + "'),"
                        + " (SELECT coalesce(max(position), 0) FROM events.event) FROM events.store")) {
            found.next();
            String store = found.getString(3);
            return new Origin(
                    found.getObject(1, OffsetDateTime.class).toInstant(),
                    found.getObject(2, UUID.class),
                    earlier,
                    store,
                    store.equals(POSTGRESQL) ? found.getLong(4) : null);
        }
    }

    private static List<UUID> earlier(Connection connection) throws SQLException {
        List<UUID> epochs = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT epoch_before, ended_at IS NULL FROM events.restore ORDER BY begun_at")) {
            while (found.next()) {
                if (found.getBoolean(2)) {
                    throw new BackupProblem("A restore of this database has not ended: let it end, or repeat it.");
                }
                epochs.add(found.getObject(1, UUID.class));
            }
        }
        return epochs;
    }

    boolean isInAxonServer() {
        return head == null;
    }

    Manifest manifest(Part part, String parley, List<String> keyEncryptionKeys, List<Entry> files) {
        return new Manifest(
                Manifest.FORMAT, part, parley, takenAt, epoch, earlierEpochs, store, head, keyEncryptionKeys, files);
    }
}
