package io.parley.benchmarks.streams;

import io.parley.benchmarks.streams.Api.Person;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Any number of open streams, read by one thread with next to no memory for each, so that the client is not what is measured. It
 * looks for nothing but messages' ids.
 */
final class EventStreams implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final long LOOK_MILLIS = 2;

    private final URI url;
    private final Consumer<String> heard;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Thread thread = new Thread(this::read, "event-streams");
    private volatile boolean closed;
    private volatile @Nullable IOException failure;

    /**
     * None yet.
     *
     * @param heard is told the id of each message, once for each stream on which it comes; on the reading thread
     */
    EventStreams(URI url, Consumer<String> heard) throws IOException {
        this.url = url;
        this.heard = heard;
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens one. */
    void open(Person person) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        String head =
                "GET /v1/events HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(url.getAuthority(), person.token());
        ByteBuffer request = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        channel.configureBlocking(false);
        connected.incrementAndGet();
        channel.register(selector, SelectionKey.OP_READ, new OneStream(this::began, heard));
        selector.wakeup();
    }

    private void began() {
        open.incrementAndGet();
    }

    /** Waits until all have begun. */
    void awaitOpen(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (open.get() < connected.get()) {
            if (System.nanoTime() > end || ended.get() > 0) {
                throw new IllegalStateException("only %d of %d streams have opened, %d have ended%s"
                        .formatted(open.get(), connected.get(), ended.get(), failure == null ? "" : ": " + failure));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** How many have been ended by the server. */
    int ended() {
        return ended.get();
    }

    private void read() {
        while (!closed) {
            try {
                selector.select(this::readFrom, 100);
            } catch (IOException e) {
                failure = e;
                return;
            }
        }
    }

    private void readFrom(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new IOException("the server has ended the stream");
            }
            buffer.flip();
            ((OneStream) key.attachment()).take(buffer);
        } catch (IOException e) {
            failure = e;
            ended.incrementAndGet();
            key.cancel();
            close(channel);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // it was to be closed anyway
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.keys().forEach(key -> close((SocketChannel) key.channel()));
        selector.close();
    }
}
