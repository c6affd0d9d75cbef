package io.parley.infra.nodes;

import io.parley.infra.postgres.DatabaseServer;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel of its own on which nodes send each other texts, for what is worth telling at once and may be lost: past the tables, so
 * that it costs no write. Whoever hears is told each time that it begins to, for it may have missed something.
 */
public final class NodeChannel implements ListeningThread.Ear, AutoCloseable {

    /** How many bytes a text may have in UTF-8. */
    public static final int LONGEST = 7_999;

    private final DatabaseServer server;
    private final String name;
    private final NodesProperties settings;
    private final Hearer hearer;
    private final ListeningThread thread;
    private volatile @Nullable Wire sending;
    private volatile boolean closed;

    NodeChannel(DatabaseServer server, String name, NodesProperties settings, Hearer hearer) {
        this.server = server;
        this.name = name;
        this.settings = settings;
        this.hearer = hearer;
        this.thread = new ListeningThread(server, name + "-listen", "hears other nodes' " + name, settings, this);
    }

    void start() {
        thread.start();
    }

    /** The name by which {@code pg_notify} knows it: for who sends in a transaction of its own. */
    public String sqlName() {
        return "parley_" + name;
    }

    /**
     * Sends texts in one transaction, in order. For one thread at a time, which it blocks.
     *
     * @throws SQLException if they were not sent, as far as one knows; the next call opens another connection
     */
    public void send(List<String> texts) throws SQLException {
        try {
            connected().send(sqlName(), texts);
        } catch (SQLException | RuntimeException e) {
            disconnect();
            throw e;
        }
    }

    private Wire connected() throws SQLException {
        Wire open = sending;
        if (open == null) {
            if (closed) {
                throw new SQLException("the node stops");
            }
            open = Wire.open(server, "parley-" + name + "-notify");
            sending = open;
            open.makeHasty();
        }
        return open;
    }

    private void disconnect() {
        Wire open = sending;
        sending = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void begin(Wire opened) throws SQLException {
        opened.listen(sqlName());
        hearer.begun();
    }

    @Override
    public void hear(Wire opened) throws SQLException {
        List<String> texts = opened.receiveTexts(settings.silence().toMillis());
        if (texts.isEmpty()) {
            opened.check();
        } else {
            hearer.heard(texts);
        }
    }

    @Override
    public void deaf() {
        // it will be told when it hears again
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
        thread.close();
    }

    /** One who hears, on the channel's thread, and should not keep it. */
    public interface Hearer {

        /** From now on all is heard; nothing is known of what was sent before. */
        void begun();

        /** What was sent, one's own included. */
        void heard(List<String> texts);
    }
}
