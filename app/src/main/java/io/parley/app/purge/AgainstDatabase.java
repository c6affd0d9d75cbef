package io.parley.app.purge;

import io.parley.app.beside.ServersDatabase;
import io.parley.app.terminal.Report;
import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.purge.search.DatabaseSearch;
import io.parley.infra.purge.search.Look;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tries to find in a live database what certificates say is gone, behind the server's back. Reads only. */
final class AgainstDatabase implements AutoCloseable {

    private final DatabaseServer server;
    private final DatabaseSearch search;
    private final Report report;
    private final Optional<KeyFileAtHand> masterKey;

    private AgainstDatabase(
            DatabaseServer server, DatabaseSearch search, Report report, Optional<KeyFileAtHand> masterKey) {
        this.server = server;
        this.search = search;
        this.report = report;
        this.masterKey = masterKey;
    }

    /**
     * Begins.
     *
     * @param url the database's JDBC URL; empty for that of the server's settings
     * @throws IOException with a sentence, if it cannot be used
     */
    static AgainstDatabase open(
            String url, Map<String, String> environment, Report report, Optional<KeyFileAtHand> masterKey)
            throws IOException {
        DatabaseServer server = new ServersDatabase(environment).reach(url);
        try {
            return new AgainstDatabase(server, DatabaseSearch.open(server), report, masterKey);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    void look(JsonNode certificate) throws IOException {
        List<Look> looks = search.look(certificate, masterKey.map(KeyFileAtHand::trial));
        for (Look look : looks) {
            String line = "database, %s: %s".formatted(look.where(), look.what());
            switch (look.outcome()) {
                case FINE -> report.fine(line);
                case WRONG -> report.wrong(line);
                case NOTE -> report.note(line);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (server) {
            search.close();
        }
    }
}
