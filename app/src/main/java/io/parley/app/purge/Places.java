package io.parley.app.purge;

import io.parley.app.client.Http;
import io.parley.app.terminal.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where it is looked for what certificates say is gone: a running server, its database, backups. */
final class Places implements AutoCloseable {

    private static final Duration MOST = Duration.ofMinutes(10);

    private final @Nullable AgainstServer server;
    private final @Nullable AgainstDatabase database;
    private final AgainstBackup backup;
    private final List<Path> backups;

    private Places(
            @Nullable AgainstServer server,
            @Nullable AgainstDatabase database,
            AgainstBackup backup,
            List<Path> backups) {
        this.server = server;
        this.database = database;
        this.backup = backup;
        this.backups = backups;
    }

    /**
     * Which places are wanted.
     *
     * @param server a running server; null for none
     * @param quiet after how long without an event its stream has brought all
     * @param database a JDBC URL, empty for that of the server's settings; null for no database
     * @param backups folders
     * @param masterKey the server's master key file; null for that of its settings, if it is here
     */
    record Wanted(
            @Nullable URI server,
            Duration quiet,
            @Nullable String database,
            List<Path> backups,
            @Nullable Path masterKey) {

        boolean none() {
            return server == null && database == null && backups.isEmpty();
        }
    }

    /**
     * Makes them ready.
     *
     * @throws IOException with a sentence, if one cannot be looked at
     */
    static Places open(Wanted wanted, Map<String, String> environment, Report report) throws IOException {
        boolean keysAreTried = wanted.database() != null || !wanted.backups().isEmpty();
        Optional<KeyFileAtHand> masterKey =
                keysAreTried ? KeyFileAtHand.find(wanted.masterKey(), environment) : Optional.empty();
        AgainstServer server = wanted.server() == null
                ? null
                : new AgainstServer(
                        new Http(wanted.server()),
                        environment.getOrDefault("PARLEY_TOKEN", ""),
                        report,
                        wanted.quiet(),
                        MOST);
        AgainstDatabase database = wanted.database() == null
                ? null
                : AgainstDatabase.open(wanted.database(), environment, report, masterKey);
        return new Places(server, database, new AgainstBackup(report, masterKey), wanted.backups());
    }

    /** Looks everywhere for what a genuine certificate says is gone. */
    void look(JsonNode json) throws IOException {
        Certificate certificate = Certificate.of(json);
        if (server != null) {
            server.look(certificate);
        }
        if (database != null) {
            database.look(json);
        }
        for (Path folder : backups) {
            backup.look(certificate, folder);
        }
    }

    @Override
    public void close() throws IOException {
        if (database != null) {
            database.close();
        }
    }
}
