package io.parley.infra.nodes;

import io.parley.infra.postgres.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * One connection of its own to the database's channel, outside every pool and transaction. For one thread, but {@link #close}
 * may be called by any and ends what is under way.
 */
final class Wire implements AutoCloseable {

    /** On which nodes tell each other that there is something new. */
    static final String CHANNEL = "parley";

    private static final String CONNECT_SECONDS = "5";
    private static final String SILENCE_SECONDS = "15";

    /** Held, shared, by each node that listens: "node" in ASCII, twice. */
    private static final int PRESENCE = 0x6E6F6465;

    private final Connection connection;

    private Wire(Connection connection) {
        this.connection = connection;
    }

    static Wire open(DatabaseServer server, String name) throws SQLException {
        Properties properties = server.properties(name);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", SILENCE_SECONDS);
        return new Wire(DriverManager.getConnection(server.jdbcUrl(), properties));
    }

    /** A notification takes a transaction; that one need not be durable, and its caller not wait for the disk. */
    void makeHasty() throws SQLException {
        execute("SET synchronous_commit = off");
    }

    /** Begins to listen, and to be counted among those who do. */
    void listen() throws SQLException {
        listen(CHANNEL);
        execute("SELECT pg_advisory_lock_shared(%d, %d)".formatted(PRESENCE, PRESENCE));
    }

    /** Begins to listen to a channel. */
    void listen(String channel) throws SQLException {
        execute("LISTEN " + channel);
    }

    /** How many nodes listen, this one among them. */
    int listeners() throws SQLException {
        return listeners(connection);
    }

    static int listeners(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %d AND objid = %d"
                                        .formatted(PRESENCE, PRESENCE)
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")) {
            count.next();
            return count.getInt(1);
        }
    }

    void send(String node, Set<Topic> topics) throws SQLException {
        String payload =
                Stream.concat(Stream.of(node), topics.stream().map(Topic::name)).collect(Collectors.joining(" "));
        send(CHANNEL, List.of(payload));
    }

    /** Sends texts of up to 7,999 bytes each, in one transaction. */
    void send(String channel, List<String> payloads) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_notify(?, payload) FROM unnest(?) AS payload")) {
            statement.setString(1, channel);
            statement.setArray(2, connection.createArrayOf("text", payloads.toArray()));
            statement.execute();
        }
    }

    /** Finds out whether the connection still is one. */
    void check() throws SQLException {
        execute("SELECT 1");
    }

    /** Waits for what nodes say, at most so long, at least a millisecond. */
    List<Heard> receive(long milliseconds) throws SQLException {
        return receiveTexts(milliseconds).stream().map(Heard::of).toList();
    }

    /** Waits for notifications, at most so long, at least a millisecond. */
    List<String> receiveTexts(long milliseconds) throws SQLException {
        PGNotification @Nullable [] received = connection
                .unwrap(PGConnection.class)
                .getNotifications((int) Math.max(1, Math.min(milliseconds, Integer.MAX_VALUE)));
        return received == null
                ? List.of()
                : Stream.of(received).map(PGNotification::getParameter).toList();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already, or will be found dead by the database.
        }
    }

    /**
     * What a node said. Topics that this version does not know are passed over: another may run a newer one.
     *
     * @param node who said it
     * @param topics of what there is something new; none is a greeting
     */
    record Heard(String node, Set<Topic> topics) {

        private static Heard of(String text) {
            String[] words = text.split(" ", -1);
            Set<Topic> topics = EnumSet.noneOf(Topic.class);
            for (Topic topic : Topic.values()) {
                if (List.of(words).contains(topic.name())) {
                    topics.add(topic);
                }
            }
            return new Heard(words[0], topics);
        }
    }
}
