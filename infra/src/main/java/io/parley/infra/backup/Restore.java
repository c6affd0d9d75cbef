package io.parley.infra.backup;

import static io.parley.infra.backup.Database.execute;

import io.parley.infra.backup.Manifest.Entry;
import io.parley.infra.database.Migrations;
import io.parley.infra.postgres.DatabaseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Makes a platform of a backup, in an empty database. Until its end no node can start there; one that is interrupted can be
 * repeated. Views, tokens, snapshots and deadlines are made anew by the nodes that come.
 */
public final class Restore {

    private final RestoreSources sources;
    private final TransferProgress progress;

    /** One of what was found and checked. */
    public Restore(RestoreSources sources, TransferProgress progress) {
        this.sources = sources;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param takenAt as of when the events are
     * @param keyringTakenAt as of when the keyring is
     * @param keysLeftOut how many keys were not brought back, since they had been destroyed
     * @param epoch the log's new epoch
     */
    public record Restored(Instant takenAt, Instant keyringTakenAt, long keysLeftOut, UUID epoch) {}

    /**
     * Restores into a database, as the log's owner.
     *
     * @throws BackupProblem if that cannot be done
     */
    public Restored into(DatabaseServer server) {
        if (!sources.areChecked()) {
            throw new IllegalStateException("a backup is checked before it is restored");
        }
        try (Connection connection = Database.open(server.owner(), Database.RESTORE)) {
            RestoreTarget target = new RestoreTarget(connection);
            target.refuseIfServed();
            target.refuseIfUsed();
            Migrations.of(server).run();
            for (PartFolder part : List.of(sources.events(), sources.keyring())) {
                target.requireColumns(part);
            }
            for (PartFolder ledger : sources.ledgers()) {
                target.requireColumns(ledger);
            }
            connection.setAutoCommit(false);
            return into(connection, begin(connection, target));
        } catch (SQLException e) {
            throw new BackupProblem(
                    "The database broke off: %s. Repeat the restore.".formatted(Database.firstLine(e)), e);
        } catch (IOException e) {
            throw new BackupProblem("The backup cannot be read: %s.".formatted(e.getMessage()), e);
        }
    }

    private RestoreRecord begin(Connection connection, RestoreTarget target) throws SQLException, IOException {
        RestoreRecord record = RestoreRecord.begin(connection, sources);
        try {
            target.refuseIfServed();
            return record;
        } catch (BackupProblem e) {
            record.takeBack();
            throw e;
        }
    }

    private Restored into(Connection connection, RestoreRecord record) throws SQLException, IOException {
        TableLoad load = new TableLoad(connection, progress);
        restore(connection, load, sources.events());
        restore(connection, load, sources.keyring());
        long leftOut = new KeyringRestore(connection, load).run(sources);
        UUID epoch = record.end(sources, leftOut);
        connection.commit();
        tidy(connection);
        return new Restored(
                sources.events().manifest().takenAt(),
                sources.keyring().manifest().takenAt(),
                leftOut,
                epoch);
    }

    /** Restores the tables of a part, but for the keyring, whose turn comes last. */
    private static void restore(Connection connection, TableLoad load, PartFolder part)
            throws SQLException, IOException {
        List<Entry> files = part.manifest().files();
        for (int i = files.size() - 1; i >= 0; i--) {
            clear(connection, files.get(i).table());
        }
        for (Entry file : files) {
            String number = Table.numberOf(file.table());
            if (number != null) {
                load.load(part, file, file.table(), last(connection, file.table(), number));
            } else if (!file.table().equals(Table.KEY)) {
                load.load(part, file, file.table());
            }
        }
        connection.commit();
    }

    /** Events and seals are never deleted: an interrupted restore goes on behind the last one. */
    private static void clear(Connection connection, String table) throws SQLException {
        if (table.equals(Table.RESTORE)) {
            execute(connection, "DELETE FROM " + table + " WHERE ended_at IS NOT NULL");
        } else if (Table.numberOf(table) == null && !table.equals(Table.KEY)) {
            execute(connection, "DELETE FROM " + table);
        }
    }

    private static long last(Connection connection, String table, String number) throws SQLException {
        return new RestoreTarget(connection).count("SELECT coalesce(max(%s), 0) FROM %s".formatted(number, table));
    }

    /** So that the first queries are planned well, and what was deleted does not lie about. */
    private static void tidy(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        execute(connection, "ANALYZE events.event");
        execute(
                connection,
                "VACUUM (ANALYZE) work.keyring, work.shredded_key, work.credentials, work.direct_chat, work.refresh");
    }
}
