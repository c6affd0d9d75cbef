package io.parley.e2e.confidentiality;

import io.parley.e2e.harness.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rows of all tables of a running embedded database, as text: what its files may hold compressed. */
public final class Tables {

    private static final int PORT_LINE = 3;
    private static final String SUPERUSER = "postgres";
    private static final String PARLEY = "parley";

    private final String server;
    private final String password;

    private Tables(String server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Those of the database that runs on a folder. */
    public static Tables in(DataFolder folder) throws IOException {
        Path pidFile = folder.pidFile().orElseThrow();
        String port = Files.readAllLines(pidFile).get(PORT_LINE).trim();
        String password =
                Files.readAllLines(folder.path().resolve("database.passwords"), StandardCharsets.US_ASCII).stream()
                        .filter(line -> line.startsWith(SUPERUSER + "="))
                        .map(line -> line.substring(SUPERUSER.length() + 1))
                        .findFirst()
                        .orElseThrow();
        return new Tables("jdbc:postgresql://127.0.0.1:" + port + "/", password);
    }

    /** Where Parley's own database is. */
    public String url() {
        return server + PARLEY;
    }

    /** As whom it is read. */
    public String user() {
        return SUPERUSER;
    }

    /** With what password. */
    public String password() {
        return password;
    }

    /** The rows, one a line, by the name of the table. */
    public Map<String, String> dump() throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String database :
                column("postgres", "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate")) {
            for (String table : column(
                    database,
                    "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                            + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")) {
                List<String> rows = column(database, "SELECT r::text FROM " + table + " r");
                tables.put(database + "." + table, String.join("\n", rows));
            }
        }
        return tables;
    }

    /** What a query for one column answers. */
    public List<String> column(String query) throws SQLException {
        return column(PARLEY, query);
    }

    private List<String> column(String database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(server + database, SUPERUSER, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
