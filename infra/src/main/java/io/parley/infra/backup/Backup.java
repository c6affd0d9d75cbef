package io.parley.infra.backup;

import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.infra.backup.Manifest.Entry;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a backup while whoever likes goes on writing: everything is read in one snapshot, so that no event is without its key.
 * Never contains the key-encryption key, which is not in the database.
 */
public final class Backup {

    private final DatabaseServer server;
    private final String version;
    private final TransferProgress progress;
    private final Optional<MediaStore> media;

    /**
     * One of a database alone: without media, whatever parts are wanted.
     *
     * @param version which Parley this is
     */
    public Backup(DatabaseServer server, String version, TransferProgress progress) {
        this(server, version, progress, Optional.empty());
    }

    /**
     * One of a database and a store.
     *
     * @param version which Parley this is
     * @param media the store of media; empty if there is none
     */
    public Backup(DatabaseServer server, String version, TransferProgress progress, Optional<MediaStore> media) {
        this.server = server;
        this.version = version;
        this.progress = progress;
        this.media = media;
    }

    /**
     * What was written.
     *
     * @param head the last position that is in it; 0 if there are no events in it
     * @param withoutEvents whether the log is kept in Axon Server, so that its events are not in this backup
     */
    public record Written(long head, boolean withoutEvents) {}

    /**
     * Writes some parts into a folder, which must not exist.
     *
     * @throws BackupProblem if that cannot be done; then nothing is there
     */
    public Written write(Path folder, Set<Part> parts) {
        return write(folder, parts, false);
    }

    /**
     * Writes some parts into a folder, in place of an earlier backup if there is one, which is then gone. Whatever cuts this off,
     * one of the two is there whole; in the moment of the exchange the earlier one is called {@code FOLDER.replaced}.
     *
     * @throws BackupProblem if that cannot be done; then the earlier one is still there
     */
    public Written replace(Path folder, Set<Part> parts) {
        return write(folder, parts, true);
    }

    private Written write(Path folder, Set<Part> parts, boolean replacing) {
        try (BackupFolder target = BackupFolder.begin(folder, replacing)) {
            Written written = write(target, parts);
            target.finish();
            return written;
        } catch (IOException e) {
            throw new BackupProblem(
                    String.valueOf(StartupProblem.with(folder, e).getMessage()), e);
        } catch (SQLException e) {
            throw new BackupProblem("The database broke off: %s.".formatted(Database.firstLine(e)), e);
        } catch (MediaStoreUnavailableException e) {
            throw new BackupProblem(
                    "The store of media cannot be reached, or broke off: back up the other parts by --only.", e);
        }
    }

    private Written write(BackupFolder target, Set<Part> parts) throws SQLException, IOException {
        try (Connection connection = Database.open(server, Database.BACKUP)) {
            beginSnapshot(connection);
            Origin origin = Origin.read(connection);
            if (origin.isInAxonServer() && parts.equals(Set.of(Part.EVENTS))) {
                throw new BackupProblem(
                        "The events are in Axon Server: back them up by its own means. Without --only this"
                                + " command backs up all that is not there.");
            }
            for (Part part : Part.values()) {
                if (parts.contains(part) && part != Part.MEDIA) {
                    writePart(connection, origin, part, target.part(part));
                }
            }
            if (parts.contains(Part.MEDIA) && media.isPresent()) {
                writeMedia(origin, media.get(), target.part(Part.MEDIA));
            }
            return new Written(origin.head() == null ? 0 : origin.head(), origin.isInAxonServer());
        }
    }

    /** Events lie in their table in the order of their positions; to sort them would write them to the disk once more. */
    private static void beginSnapshot(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        Database.execute(connection, "SET LOCAL enable_sort = off");
    }

    private void writePart(Connection connection, Origin origin, Part part, Path folder)
            throws SQLException, IOException {
        TableDump dump = new TableDump(connection, progress);
        List<Entry> files = new ArrayList<>();
        for (Table table : part.tables()) {
            boolean elsewhere = table.name().equals(Table.EVENT) && origin.isInAxonServer();
            if (!elsewhere && isThere(connection, table)) {
                files.add(dump.dump(table, folder, expected(table, origin)));
            }
        }
        List<String> wrappedBy = part == Part.KEYRING ? keyEncryptionKeys(connection) : List.of();
        ManifestFile.write(origin.manifest(part, version, wrappedBy, files), folder);
    }

    /** After the database: what it knows of must be in the store's copy. What was uploaded since is there too, and does no harm. */
    private void writeMedia(Origin origin, MediaStore store, Path folder) throws IOException {
        Entry list = new MediaDump(store, progress).dump(folder);
        ManifestFile.write(origin.manifest(Part.MEDIA, version, List.of(), List.of(list)), folder);
    }

    /** A server of an earlier version may still run on this database, without the newest tables. */
    private static boolean isThere(Connection connection, Table table) throws SQLException {
        return !table.isTable() || !Columns.of(connection, table.name()).isEmpty();
    }

    private static long expected(Table table, Origin origin) {
        return table.name().equals(Table.EVENT) && origin.head() != null ? origin.head() : TransferProgress.UNKNOWN;
    }

    private static List<String> keyEncryptionKeys(Connection connection) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT DISTINCT wrapped_by FROM work.keyring WHERE wrapped_by LIKE 'kek:%'")) {
            while (found.next()) {
                ids.add(found.getString(1));
            }
        }
        ids.sort(null);
        return ids;
    }
}
