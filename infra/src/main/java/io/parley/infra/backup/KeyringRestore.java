package io.parley.infra.backup;

import static io.parley.infra.backup.Database.execute;
import static io.parley.infra.backup.Database.update;

import io.parley.infra.backup.Manifest.Entry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Brings back the keys that live. What was destroyed is never in the keyring's table nor in the database's log: all keys are put
 * into a temporary table first, and those that were destroyed, or lie below one that was, stay there.
 */
final class KeyringRestore {

    private static final String STAGED = "pg_temp.staged_key";
    private static final String LEDGER = "pg_temp.staged_ledger";
    private static final String DESTROYED = "pg_temp.destroyed_key";
    private static final String ERASED = "pg_temp.erased_account";

    /** What a chat, a user or a device was destroyed with has taken its key along. */
    private static final String NO_KEY =
            " WHERE NOT EXISTS (SELECT FROM work.keyring WHERE kind = '%s' AND owner = %s::text)";

    private final Connection connection;
    private final TableLoad load;

    KeyringRestore(Connection connection, TableLoad load) {
        this.connection = connection;
        this.load = load;
    }

    /**
     * Fills the keyring and the ledger, after the log was loaded.
     *
     * @return how many keys were left out
     */
    long run(RestoreSources sources) throws SQLException, IOException {
        execute(connection, "TRUNCATE work.keyring, work.shredded_key");
        makeTables();
        for (PartFolder ledger : sources.ledgers()) {
            addLedger(ledger);
        }
        Optional<Entry> keys = sources.keyring().manifest().file(Table.KEY);
        if (keys.isPresent()) {
            load.load(sources.keyring(), keys.get(), STAGED);
        }
        new DestroyedInTheLog(connection).addTo(DESTROYED);
        long leftOut = takeOver();
        removeAccounts();
        return leftOut;
    }

    private void makeTables() throws SQLException {
        execute(connection, "CREATE TEMP TABLE staged_key (LIKE work.keyring INCLUDING DEFAULTS)");
        execute(connection, "CREATE TEMP TABLE staged_ledger (LIKE work.shredded_key INCLUDING DEFAULTS)");
        execute(connection, "CREATE TEMP TABLE destroyed_key (key_id uuid NOT NULL)");
        execute(connection, "CREATE TEMP TABLE erased_account (user_id uuid NOT NULL)");
        connection.commit();
    }

    private void addLedger(PartFolder ledger) throws SQLException, IOException {
        Optional<Entry> keys = ledger.manifest().file(Table.DESTROYED);
        if (keys.isPresent()) {
            load.load(ledger, keys.get(), LEDGER);
        }
        Optional<Entry> accounts = ledger.manifest().file(Table.ERASED);
        if (accounts.isPresent()) {
            load.load(ledger, accounts.get(), ERASED);
        }
        String columns = columnsOf(Table.DESTROYED);
        update(
                connection,
                "INSERT INTO work.shredded_key (%1$s) SELECT %1$s FROM %2$s ON CONFLICT (key_id) DO NOTHING"
                        .formatted(columns, LEDGER));
        execute(connection, "TRUNCATE " + LEDGER);
        connection.commit();
    }

    private long takeOver() throws SQLException {
        execute(connection, "ANALYZE " + STAGED);
        update(
                connection,
                ("INSERT INTO work.shredded_key (key_id, wrapped_by, shredded_at)"
                                + " SELECT key_id, wrapped_by, now() FROM %1$s WHERE key_id IN (SELECT key_id FROM %2$s)"
                                + " OR kind = 'user' AND owner IN (SELECT user_id::text FROM %3$s)"
                                + " ON CONFLICT (key_id) DO NOTHING")
                        .formatted(STAGED, DESTROYED, ERASED));
        execute(connection, "ANALYZE work.shredded_key");
        long destroyed = update(
                connection, "DELETE FROM %s k USING work.shredded_key s WHERE s.key_id = k.key_id".formatted(STAGED));
        long below = update(
                connection,
                ("DELETE FROM %1$s k WHERE k.wrapped_by NOT LIKE 'kek:%%'"
                                + " AND NOT EXISTS (SELECT FROM %1$s p WHERE p.key_id::text = k.wrapped_by)")
                        .formatted(STAGED));
        String columns = columnsOf(Table.KEY);
        update(connection, "INSERT INTO work.keyring (%1$s) SELECT %1$s FROM %2$s".formatted(columns, STAGED));
        connection.commit();
        return destroyed + below;
    }

    /** Nobody signs in to an erased account, opens a chat that is gone, or goes on with a session of the one or the other. */
    private void removeAccounts() throws SQLException {
        execute(connection, "ANALYZE work.keyring");
        update(connection, "DELETE FROM work.credentials WHERE user_id IN (SELECT user_id FROM %s)".formatted(ERASED));
        update(connection, "DELETE FROM work.credentials" + NO_KEY.formatted("user", "user_id"));
        update(connection, "DELETE FROM work.direct_chat" + NO_KEY.formatted("chat", "chat_id"));
        update(connection, "DELETE FROM work.refresh" + NO_KEY.formatted("device", "device_id"));
        update(connection, "DELETE FROM work.block" + NO_KEY.formatted("user", "blocker_id"));
        update(connection, "DELETE FROM work.block" + NO_KEY.formatted("user", "blocked_id"));
        connection.commit();
    }

    private String columnsOf(String table) throws SQLException {
        return String.join(", ", Columns.of(connection, table));
    }
}
