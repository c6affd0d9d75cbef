package io.parley.infra.nodes;

import io.parley.infra.postgres.DatabaseServer;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A thread that listens on a connection of its own, and opens another whenever that is lost. */
final class ListeningThread implements AutoCloseable {

    private static final long CLOSING_MILLIS = 2000;

    private final DatabaseServer server;
    private final String name;
    private final Ear ear;
    private final Reconnect reconnect;
    private final Thread thread;
    private volatile @Nullable Wire wire;
    private volatile boolean closed;

    /**
     * One that is not started yet.
     *
     * @param name what the thread and its connection are called, after "parley-"
     * @param what what it does, for the log
     */
    ListeningThread(DatabaseServer server, String name, String what, NodesProperties settings, Ear ear) {
        this.server = server;
        this.name = name;
        this.ear = ear;
        this.reconnect = new Reconnect(settings, what);
        this.thread = new Thread(this::run, "parley-nodes-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (Wire opened = Wire.open(server, "parley-" + name)) {
                wire = opened;
                ear.begin(opened);
                reconnect.connected();
                while (!closed) {
                    ear.hear(opened);
                }
            } catch (SQLException | RuntimeException e) {
                lost(e);
            }
        }
    }

    private void lost(Exception failure) {
        if (closed) {
            return;
        }
        reconnect.failed(failure);
        ear.deaf();
        try {
            reconnect.pause();
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        Wire open = wire;
        if (open != null) {
            open.close();
        }
        thread.interrupt();
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done on the thread. */
    interface Ear {

        /** Begins to listen, on a new connection. */
        void begin(Wire opened) throws SQLException;

        /** Waits for something, for some time, and deals with it. */
        void hear(Wire opened) throws SQLException;

        /** The connection is lost, or could not be opened. */
        void deaf();
    }
}
