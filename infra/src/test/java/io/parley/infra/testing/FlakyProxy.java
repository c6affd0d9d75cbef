package io.parley.infra.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a node and PostgreSQL and cuts connections when a test says so: at once, or at the next commit of a transaction
 * that appended events, at a moment that the test chooses.
 */
public final class FlakyProxy implements AutoCloseable {

    private static final int MAX_WAITING = 50;

    private final HikariDataSource database;
    private final URI target;
    private final ServerSocket entrance;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();

    /** When to cut a connection on which a commit is under way. */
    public enum Cut {
        /** The server never gets the commit, and rolls back. */
        BEFORE_THE_SERVER,
        /** The client sees the connection break while the commit is still on its way: the server gets it a little later. */
        WHILE_ON_ITS_WAY,
        /** The server has committed, and its answer is lost. */
        BEFORE_THE_ANSWER
    }

    private FlakyProxy(HikariDataSource database) throws IOException {
        this.database = database;
        this.target = URI.create(database.getJdbcUrl().substring("jdbc:".length()));
        this.entrance = new ServerSocket(0, MAX_WAITING, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "flaky-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** A proxy before a database. */
    public static FlakyProxy before(HikariDataSource database) {
        try {
            return new FlakyProxy(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pool that reaches the database through the proxy; it opens no connection by itself. */
    public HikariDataSource address() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.getJdbcUrl().replace(target.getAuthority(), "127.0.0.1:" + entrance.getLocalPort()));
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        return pool;
    }

    /** Cuts the connection at the next commit of an append. */
    public void cutNext(Cut cut) {
        next.set(cut);
    }

    /** Whether the cut that was asked for was made. */
    public boolean hasCut() {
        return next.get() == null;
    }

    /** How many commits were cut so far. */
    public int cuts() {
        return cuts.get();
    }

    /** Cuts all connections now. */
    public void cutAll() {
        connections.forEach(ProxiedConnection::close);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket server = new Socket(target.getHost(), target.getPort());
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                connections.add(new ProxiedConnection(client, server, this::takeCut, connections::remove).start());
            } catch (IOException e) {
                // closed, or the database is away: whoever wanted in sees that its connection breaks
            }
        }
    }

    /** The cut that is due, to whoever asks first. */
    private @Nullable Cut takeCut() {
        Cut due = next.getAndSet(null);
        if (due != null) {
            cuts.incrementAndGet();
        }
        return due;
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cutAll();
    }
}
