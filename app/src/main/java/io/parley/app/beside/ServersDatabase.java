package io.parley.app.beside;

import io.parley.infra.postgres.DatabaseAccess;
import io.parley.infra.postgres.DatabaseProperties;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.startup.StartupProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The database of a server, by the server's own settings or by its URL. */
public final class ServersDatabase {

    private static final String SCHEME = "jdbc:postgresql:";

    private final Map<String, String> environment;

    /** The one that this environment says. */
    public ServersDatabase(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether a text may be the URL of one. */
    public static boolean isUrl(String text) {
        return text.startsWith(SCHEME);
    }

    /**
     * Reaches it, whether or not a server runs on it.
     *
     * @param url its JDBC URL; empty for that of the server's settings
     * @throws IOException with a sentence, if the settings make no sense
     * @throws io.parley.infra.startup.StartupProblem if it cannot be reached
     */
    public DatabaseServer reach(String url) throws IOException {
        String named = url.isEmpty() ? setting("PARLEY_DB_URL").strip() : url;
        if (!named.isEmpty() && !isUrl(named)) {
            throw new IOException("PARLEY_DB_URL must be a JDBC URL such as jdbc:postgresql://host:5432/parley.");
        }
        DatabaseProperties properties = DatabaseProperties.at(
                named,
                setting("PARLEY_DB_USER"),
                setting("PARLEY_DB_PASSWORD"),
                setting("PARLEY_DB_MIGRATION_USER"),
                setting("PARLEY_DB_MIGRATION_PASSWORD"));
        Path folder = Path.of(environment.getOrDefault("PARLEY_DATA_DIR", ".parley"));
        return DatabaseAccess.reach(properties, folder, StartupProgress.silent());
    }

    private String setting(String name) {
        return environment.getOrDefault(name, "");
    }
}
