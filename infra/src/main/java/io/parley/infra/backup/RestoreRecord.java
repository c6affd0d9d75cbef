package io.parley.infra.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row in {@code events.restore} that keeps nodes away until the end, and says from then on which restore it was. */
final class RestoreRecord {

    private static final String INSERT = "INSERT INTO events.restore (restore_id, backup, backup_taken_at,"
            + " keyring_taken_at, head, epoch_before, epoch_after) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String END =
            "UPDATE events.restore SET ended_at = now(), keyring_taken_at = ?, keys_left_out = ? WHERE restore_id = ?";

    private final Connection connection;
    private final UUID restoreId;
    private final UUID newEpoch;
    private final boolean interruptedBefore;

    private RestoreRecord(Connection connection, UUID restoreId, UUID newEpoch, boolean interruptedBefore) {
        this.connection = connection;
        this.restoreId = restoreId;
        this.newEpoch = newEpoch;
        this.interruptedBefore = interruptedBefore;
    }

    /**
     * Begins, or goes on with what was interrupted.
     *
     * @throws BackupProblem if what was interrupted was the restore of another backup of events, some of which may be here
     */
    static RestoreRecord begin(Connection connection, RestoreSources sources) throws SQLException, IOException {
        String backup = checksum(sources.events());
        RestoreRecord interrupted = interrupted(connection, backup);
        if (interrupted != null) {
            return interrupted;
        }
        RestoreRecord record = new RestoreRecord(connection, UUID.randomUUID(), UUID.randomUUID(), false);
        record.insert(backup, sources);
        connection.commit();
        return record;
    }

    private static @Nullable RestoreRecord interrupted(Connection connection, String backup) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT restore_id, epoch_after, backup FROM events.restore WHERE ended_at IS NULL")) {
            if (!found.next()) {
                return null;
            }
            if (!found.getString(3).equals(backup)) {
                throw new BackupProblem(
                        "The restore of another backup of events was interrupted here: repeat that one, or begin"
                                + " with an empty data folder or database.");
            }
            return new RestoreRecord(connection, found.getObject(1, UUID.class), found.getObject(2, UUID.class), true);
        }
    }

    private void insert(String backup, RestoreSources sources) throws SQLException {
        Manifest events = sources.events().manifest();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, restoreId);
            statement.setString(2, backup);
            statement.setObject(3, timestamp(events.takenAt()));
            statement.setObject(4, timestamp(sources.keyring().manifest().takenAt()));
            statement.setObject(5, events.head());
            statement.setObject(6, events.epoch());
            statement.setObject(7, newEpoch);
            statement.executeUpdate();
        }
    }

    /** Takes back that it has begun, unless something was written by an earlier try. */
    void takeBack() throws SQLException {
        if (interruptedBefore) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM events.restore WHERE restore_id = ?")) {
            statement.setObject(1, restoreId);
            statement.executeUpdate();
        }
        connection.commit();
    }

    /** Ends it, with a new epoch for the log; both with the current transaction. */
    UUID end(RestoreSources sources, long keysLeftOut) throws SQLException {
        try (PreparedStatement epoch = connection.prepareStatement("UPDATE events.store SET epoch = ?");
                PreparedStatement end = connection.prepareStatement(END)) {
            epoch.setObject(1, newEpoch);
            epoch.executeUpdate();
            end.setObject(1, timestamp(sources.keyring().manifest().takenAt()));
            end.setLong(2, keysLeftOut);
            end.setObject(3, restoreId);
            end.executeUpdate();
        }
        return newEpoch;
    }

    private static OffsetDateTime timestamp(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static String checksum(PartFolder part) throws IOException {
        MessageDigest digest = Hashes.sha256();
        digest.update(Files.readAllBytes(part.path().resolve(ManifestFile.NAME)));
        return Hashes.hex(digest);
    }
}
