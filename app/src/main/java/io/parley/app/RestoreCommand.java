package io.parley.app;

import io.parley.infra.backup.BackupProblem;
import io.parley.infra.backup.Restore;
import io.parley.infra.backup.RestoreSources;
import io.parley.infra.keyring.MasterKeyFile;
import io.parley.infra.media.StoreAccess;
import io.parley.infra.postgres.DatabaseAccess;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StoreKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a platform of a backup, on an empty data folder or database. Looks at the same settings as the server. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Make a platform of a backup, on an empty data folder or database.",
        footer = {
            "",
            "Any backup of the events will do; of the keyring and the ledger give the newest, which need not be the same backup's.",
            "What was destroyed by then stays destroyed, though the events are from before. All files are checked before anything is",
            "written. A restore that was interrupted can be repeated; until it has ended no server starts there.",
            "",
            "Examples:",
            "  PARLEY_DATA_DIR=/srv/parley-new PARLEY_MASTER_KEY=/safe/master-key.json ./parley restore /backups/monday",
            "  ./parley restore /backups/monday --keyring /backups/keys",
            "",
            "Settings are the server's: PARLEY_DATA_DIR, or PARLEY_DB_URL, PARLEY_DB_USER and PARLEY_DB_PASSWORD, and with",
            "an owner of the log PARLEY_DB_MIGRATION_USER and PARLEY_DB_MIGRATION_PASSWORD; and PARLEY_MASTER_KEY for the master key file, which must be there."
        })
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "EVENTS_BACKUP", description = "A backup with the events.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path events;

    @Option(
            names = "--keyring",
            paramLabel = "FOLDER",
            description = "A newer backup with the keyring (default: the one in EVENTS_BACKUP).")
    private @Nullable Path keyring;

    @Option(
            names = "--ledger",
            paramLabel = "FOLDER",
            description =
                    "A newer backup with the ledger, besides those that lie beside events and keyring; may be repeated.")
    private @Nullable List<Path> ledgers;

    @Option(
            names = "--media",
            paramLabel = "FOLDER",
            description = "A backup with the media (default: the one in EVENTS_BACKUP, if there is one).")
    private @Nullable Path media;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Transfers.run(spec, this::restore);
    }

    private void restore(ServerSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        TransferConsole console = new TransferConsole(out);
        RestoreSources sources = RestoreSources.find(events, keyring, ledgers == null ? List.of() : ledgers, media);
        requireStore(sources.store(), settings.store());
        sources.requireKeys(MasterKeyFile.open(settings.masterKey())::has);
        sources.check(console);
        Restore.Restored restored;
        try (DatabaseServer server = DatabaseAccess.take(settings.database(), settings.dataFolder(), console)) {
            long objects = restoreMedia(settings, sources, server, console);
            restored = new Restore(sources, console).into(server);
            if (sources.haveMedia()) {
                out.printf("Restored %d objects of media.%n", objects);
            }
        }
        out.printf(
                "Restored the events as of %s, with the keyring as of %s.%n",
                restored.takenAt(), restored.keyringTakenAt());
        out.printf("%d keys that had been destroyed were not brought back.%n", restored.keysLeftOut());
        out.println(
                "The log has a new epoch: clients that come back are told to fetch anew. The read tables are made anew at the"
                        + " next ./parley up.");
    }

    /** First, so that no event is there before its media. */
    private static long restoreMedia(
            ServerSettings settings, RestoreSources sources, DatabaseServer server, TransferConsole console) {
        if (!sources.haveMedia()) {
            return 0;
        }
        Optional<DataFolder> held = server.heldFolder();
        DataFolder folder = held.isPresent() ? held.get() : DataFolder.open(settings.dataFolder());
        try (StoreAccess access = StoreAccess.take(settings.media(), folder, console)) {
            return sources.restoreMedia(access.store(), console);
        } finally {
            if (held.isEmpty()) {
                folder.close();
            }
        }
    }

    private static void requireStore(String backedUp, StoreKind set) {
        if (!backedUp.equals(set.name().toLowerCase(Locale.ROOT))) {
            throw new BackupProblem(
                    "This is a backup of a log that is kept with parley.store=%s: set that (PARLEY_STORE)."
                            .formatted(backedUp.replace('_', '-')));
        }
    }
}
