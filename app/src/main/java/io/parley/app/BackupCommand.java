package io.parley.app;

import io.parley.infra.backup.Backup;
import io.parley.infra.backup.Part;
import io.parley.infra.media.StoreAccess;
import io.parley.infra.postgres.DatabaseAccess;
import io.parley.infra.postgres.DatabaseServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Backs the platform up, whether or not the server runs. Looks at the same settings as the server. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description =
                "Back up events and accounts, the keyring, the ledger of what was destroyed, and media, while the server runs.",
        footer = {
            "",
            "FOLDER gets the folders events, keyring, ledger and media, each with its checksums. It does not get the master key, without",
            "which nothing in it can be read.",
            "",
            "Examples:",
            "  ./parley backup /backups/monday",
            "  ./parley backup --only keyring --only ledger --replace /backups/keys",
            "",
            "Settings are the server's: PARLEY_DATA_DIR, or PARLEY_DB_URL, PARLEY_DB_USER and PARLEY_DB_PASSWORD."
        })
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "Where to; a folder that does not exist yet.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "events, keyring, ledger or media, not all; may be repeated.")
    private @Nullable List<String> only;

    @Option(names = "--replace", description = "Take the place of an earlier backup in FOLDER, which is then gone.")
    private boolean replace;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        Set<Part> parts = parts();
        return Transfers.run(spec, settings -> write(settings, parts));
    }

    private void write(ServerSettings settings, Set<Part> parts) {
        PrintWriter out = spec.commandLine().getOut();
        TransferConsole console = new TransferConsole(out);
        Backup.Written written;
        try (DatabaseServer server = DatabaseAccess.reach(settings.database(), settings.dataFolder(), console)) {
            written = write(server, settings, parts, console);
        }
        out.printf("Backed up to %s.%n", folder.toAbsolutePath().normalize());
        if (written.withoutEvents() && parts.contains(Part.EVENTS)) {
            out.println(
                    "The events are not in it: they are in Axon Server, and to be backed up by its own means, before this"
                            + " command is run.");
        } else if (parts.contains(Part.EVENTS)) {
            out.printf("It has all events up to position %d.%n", written.head());
        }
        out.printf(
                "The master key is not in it: that is %s. Keep a copy apart from this backup.%n", settings.masterKey());
    }

    private Backup.Written write(
            DatabaseServer server, ServerSettings settings, Set<Part> parts, TransferConsole console) {
        Optional<StoreAccess> media = parts.contains(Part.MEDIA)
                ? StoreAccess.reach(settings.media(), settings.dataFolder(), server.heldFolder(), console)
                : Optional.empty();
        try {
            Backup backup = new Backup(server, Version.number(), console, media.map(StoreAccess::store));
            return replace ? backup.replace(folder, parts) : backup.write(folder, parts);
        } finally {
            media.ifPresent(StoreAccess::close);
        }
    }

    private Set<Part> parts() {
        if (only == null) {
            return EnumSet.allOf(Part.class);
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : only) {
            parts.add(part(name));
        }
        return parts;
    }

    private Part part(String name) {
        for (Part part : Part.values()) {
            if (part.folder().equals(name)) {
                return part;
            }
        }
        throw new ParameterException(spec.commandLine(), "--only must be events, keyring, ledger or media.");
    }
}
