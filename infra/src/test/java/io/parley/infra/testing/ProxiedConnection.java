package io.parley.infra.testing;

import io.parley.infra.testing.FlakyProxy.Cut;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection through the {@link FlakyProxy}, with a thread for each direction. What the client says is read as messages. */
final class ProxiedConnection {

    /** For how long a commit is on its way after the client saw the connection break. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(300);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket client;
    private final Socket server;
    private final Supplier<@Nullable Cut> cuts;
    private final Consumer<ProxiedConnection> closed;
    private final FrontendMessages messages = new FrontendMessages();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean answersAreLost;

    ProxiedConnection(Socket client, Socket server, Supplier<@Nullable Cut> cuts, Consumer<ProxiedConnection> closed) {
        this.client = client;
        this.server = server;
        this.cuts = cuts;
        this.closed = closed;
    }

    ProxiedConnection start() {
        run("flaky-proxy-requests", this::passRequests);
        run("flaky-proxy-answers", this::passAnswers);
        return this;
    }

    private void run(String name, Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.run();
                    } catch (IOException e) {
                        // one side has gone, and so does the other
                    } finally {
                        close();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void passRequests() throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        OutputStream out = new BufferedOutputStream(server.getOutputStream());
        while (true) {
            byte[] message = messages.read(in);
            Cut cut = messages.endsAnAppend() ? cuts.get() : null;
            if (cut == Cut.BEFORE_THE_SERVER) {
                return;
            }
            answersAreLost |= cut == Cut.BEFORE_THE_ANSWER;
            if (cut == Cut.WHILE_ON_ITS_WAY) {
                sendLater(message, in, out);
                return;
            }
            out.write(message);
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    /** Lets the client go, and what it has sent arrive all the same. */
    private void sendLater(byte[] message, DataInputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream late = new ByteArrayOutputStream();
        late.write(message);
        while (!messages.isSync()) {
            late.write(messages.read(in));
        }
        answersAreLost = true;
        client.close();
        await(new CountDownLatch(1), ON_ITS_WAY);
        late.writeTo(out);
        out.flush();
        await(answered, PATIENCE);
    }

    private static void await(CountDownLatch latch, Duration atMost) {
        try {
            latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passAnswers() throws IOException {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[8192];
        int length = in.read(buffer);
        while (length >= 0 && !answersAreLost) {
            out.write(buffer, 0, length);
            length = in.read(buffer);
        }
        answered.countDown();
    }

    void close() {
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closed.accept(this);
    }

    @FunctionalInterface
    private interface Pump {
        void run() throws IOException;
    }
}
