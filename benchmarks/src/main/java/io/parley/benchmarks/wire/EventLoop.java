package io.parley.benchmarks.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One thread that reads from all connections and does what it is given. What fails on it ends it, and the run. */
public final class EventLoop implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private volatile boolean closing;

    /** Begins to run. */
    public EventLoop() throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, "generator");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a connected channel over; what comes goes to the receiver, on this loop's thread. */
    public Wire take(SocketChannel channel, Wire.Receiver receiver) throws IOException {
        channel.configureBlocking(false);
        Wire wire = new Wire(channel, receiver);
        execute(() -> register(wire));
        return wire;
    }

    /** Lets this loop's thread do something soon. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Connects, and takes the channel over. */
    public Wire connect(InetSocketAddress server, Wire.Receiver receiver) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return take(channel, receiver);
    }

    /** Ends a connection, soon. */
    public void close(Wire wire) {
        execute(wire::close);
    }

    /** Throws what ended the loop, if anything has. */
    public void check() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the generator failed: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void register(Wire wire) {
        try {
            wire.channel().register(selector, SelectionKey.OP_READ, wire);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(this::read);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            failure.set(e);
        }
    }

    private void read(SelectionKey key) {
        Wire wire = (Wire) key.attachment();
        try {
            wire.read(buffer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
