package io.parley.app.audit;

import io.parley.app.beside.ServersDatabase;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The database with the log, as commands of auditors and of operators name it. */
public final class LogDatabase {

    private static final String SEALS = "SELECT to_regclass('events.seal') IS NOT NULL,"
            + " coalesce((SELECT store FROM work.log_owner), 'postgresql')";

    private static final int NOT_LOOKED_AT = 2;

    @Option(names = "--database", paramLabel = "URL", description = "Its JDBC URL (default: by the server's settings).")
    private @Nullable String url;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** What is done with it. */
    public interface Work {
        /** Returns the exit code. */
        int with(DatabaseServer server) throws IOException, SQLException, InterruptedException;
    }

    /**
     * Does something with it.
     *
     * @throws IOException with a sentence, if it has no sealed log or cannot be read
     */
    public int run(Map<String, String> environment, Work work) throws IOException, InterruptedException {
        if (url != null && !ServersDatabase.isUrl(url)) {
            throw new ParameterException(
                    spec.commandLine(), "--database must be like jdbc:postgresql://db.example.org/parley");
        }
        try (DatabaseServer server = new ServersDatabase(environment).reach(url == null ? "" : url)) {
            try (Connection connection = open(server)) {
                requireSeals(connection);
            }
            return work.with(server);
        } catch (StartupProblem e) {
            throw new IOException(e.getMessage(), e);
        } catch (SQLException e) {
            throw new IOException("The database cannot be read: " + e.getMessage(), e);
        }
    }

    /** What is looked at in it. */
    interface Look {
        int with(Connection connection) throws SQLException, InterruptedException;
    }

    /**
     * Looks at something in the server's.
     *
     * @return the exit code; 2, and a sentence on the standard error, if it could not be looked at
     */
    int look(Look look) throws InterruptedException {
        try {
            return run(System.getenv(), server -> {
                try (Connection connection = open(server)) {
                    return look.with(connection);
                }
            });
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_LOOKED_AT;
        }
    }

    static Connection open(DatabaseServer server) throws SQLException {
        return server.connect("parley-audit");
    }

    private static void requireSeals(Connection connection) throws IOException, SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SEALS)) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new IOException(
                        "This database has no sealed log: let a Parley of this version start on it first.");
            }
            if (!row.getString(2).equals("postgresql")) {
                throw new IOException("This platform's log is in Axon Server, and only one in PostgreSQL is sealed.");
            }
        }
    }
}
