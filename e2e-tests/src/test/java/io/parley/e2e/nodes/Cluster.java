package io.parley.e2e.nodes;

import io.parley.e2e.harness.DataFolder;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Two nodes that serve and one that fills read tables, on one database: the one that a further server has started and, being
 * killed, left behind. The nodes reach it as they would reach any PostgreSQL.
 */
final class Cluster implements AutoCloseable {

    private static final String SERVING = "gateway,command,query";
    private static final int PORT_LINE = 3;
    private static final int CONNECTIONS = 60;
    private static final int CONNECTIONS_OF_A_NODE = 12;

    private final List<Server> started = new ArrayList<>();

    private Cluster() {}

    /** One after the other: at once they would take each other's time, and longer than a start may. */
    static Cluster start() {
        Cluster cluster = new Cluster();
        try {
            Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
            settings.put("PARLEY_DB_POOLSIZE", String.valueOf(CONNECTIONS));
            Server keeper = Server.start("nodes-database", settings);
            cluster.started.add(keeper);
            keeper.kill();
            DataFolder database = keeper.dataFolder();
            cluster.started.add(node("nodes-one", SERVING, database));
            cluster.started.add(node("nodes-other", SERVING, database));
            cluster.started.add(node("nodes-projections", "projection", database));
            return cluster;
        } catch (Throwable failure) {
            cluster.close();
            throw failure;
        }
    }

    private static Server node(String name, String roles, DataFolder database) {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        settings.put("PARLEY_ROLES", roles);
        settings.put("PARLEY_STORE_NODE", name);
        settings.put("PARLEY_DB_URL", "jdbc:postgresql://127.0.0.1:" + port(database) + "/parley");
        settings.put("PARLEY_DB_USER", "parley");
        settings.put("PARLEY_DB_PASSWORD", password(database));
        settings.put("PARLEY_DB_POOLSIZE", String.valueOf(CONNECTIONS_OF_A_NODE));
        settings.put(
                "PARLEY_MASTER_KEY", database.path().resolve("master-key.json").toString());
        return Server.start(name, settings);
    }

    private static String port(DataFolder database) {
        try {
            return Files.readAllLines(database.pidFile().orElseThrow())
                    .get(PORT_LINE)
                    .trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String password(DataFolder database) {
        Path file = database.path().resolve("database.passwords");
        try (InputStream bytes = new FileInputStream(file.toFile())) {
            Properties passwords = new Properties();
            passwords.load(bytes);
            return passwords.getProperty("parley");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the two nodes that serve. */
    Server one() {
        return started.get(1);
    }

    /** The other of the two. */
    Server other() {
        return started.get(2);
    }

    /** The node that fills read tables. */
    Server projections() {
        return started.get(3);
    }

    /** The two that serve, the given one first. */
    List<Server> servingFrom(Server first) {
        return first == one() ? List.of(one(), other()) : List.of(other(), one());
    }

    @Override
    public void close() {
        Collections.reverse(started);
        started.forEach(Server::close);
    }
}
