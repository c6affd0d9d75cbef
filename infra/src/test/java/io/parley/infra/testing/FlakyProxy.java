package io.parley.infra.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a node and its PostgreSQL, and cuts the connection of the next transaction that appended, at its commit. */
public final class FlakyProxy implements AutoCloseable {

    /** Where the next commit is cut. */
    public enum Cut {
        NOWHERE,
        /** The server never gets it. */
        BEFORE_THE_SERVER,
        /** The server carries it out, and its answer is lost. */
        BEFORE_THE_ANSWER
    }

    private static final String COMMIT = "COMMIT\0";
    private static final String APPEND = "INSERT INTO events.event";

    private final HikariDataSource target;
    private final URI address;
    private final ServerSocket server;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NOWHERE);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private FlakyProxy(HikariDataSource target, ServerSocket server) {
        this.target = target;
        this.address = URI.create(target.getJdbcUrl().substring("jdbc:".length()));
        this.server = server;
    }

    /** A proxy in front of the server of a pool. */
    public static FlakyProxy before(HikariDataSource target) throws IOException {
        FlakyProxy proxy = new FlakyProxy(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        start(proxy::acceptAll);
        return proxy;
    }

    /** A pool with the address of this proxy, over which statements go as text; it opens no connection by itself. */
    public HikariDataSource address() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:%d%s?prepareThreshold=0"
                .formatted(server.getLocalPort(), address.getPath()));
        pool.setUsername(target.getUsername());
        pool.setPassword(target.getPassword());
        return pool;
    }

    /** Cuts the next commit, once. */
    public void cutNext(Cut where) {
        next.set(where);
    }

    /** Whether the cut that was asked for was made. */
    public boolean hasCut() {
        return next.get() == Cut.NOWHERE;
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket upstream = new Socket(address.getHost(), address.getPort());
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(upstream);
                Connection connection = new Connection(client, upstream);
                start(connection::toServer);
                start(connection::toClient);
            } catch (IOException e) {
                // closed, or the database is down: whoever connected is told by the closed connection
                continue;
            }
        }
    }

    private static void start(Runnable loop) {
        Thread thread = new Thread(loop, "flaky-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(FlakyProxy::closeQuietly);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
    }

    private final class Connection {

        private final Socket client;
        private final Socket upstream;
        private boolean appended;
        private volatile boolean deaf;

        Connection(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void toServer() {
            byte[] buffer = new byte[1 << 16];
            try {
                InputStream in = client.getInputStream();
                OutputStream out = upstream.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!passes(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                        return;
                    }
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // one side has gone; so does the other
            } finally {
                if (!deaf) {
                    end();
                }
            }
        }

        private boolean passes(String sent) {
            appended |= sent.contains(APPEND);
            if (!appended || !sent.contains(COMMIT)) {
                return true;
            }
            appended = false;
            Cut cut = next.getAndSet(Cut.NOWHERE);
            deaf = cut == Cut.BEFORE_THE_ANSWER;
            return cut != Cut.BEFORE_THE_SERVER;
        }

        void toClient() {
            byte[] buffer = new byte[1 << 16];
            try {
                InputStream in = upstream.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int read = in.read(buffer); read >= 0 && !deaf; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // one side has gone; so does the other
            } finally {
                end();
            }
        }

        private void end() {
            closeQuietly(client);
            closeQuietly(upstream);
        }
    }
}
