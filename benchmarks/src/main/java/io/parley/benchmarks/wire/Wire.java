package io.parley.benchmarks.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connection of an {@link EventLoop}. It writes at once: what a closed loop sends is far smaller than what the system buffers for
 * a socket, and where it is not, it tries again until it is taken.
 */
public final class Wire {

    /** Who hears what comes. */
    @FunctionalInterface
    public interface Receiver {

        /** Takes all that is in the buffer. */
        void received(ByteBuffer bytes);
    }

    private final SocketChannel channel;
    private final Receiver receiver;

    Wire(SocketChannel channel, Receiver receiver) {
        this.channel = channel;
        this.receiver = receiver;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Writes all of it. */
    public void send(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            while (rest.hasRemaining()) {
                if (channel.write(rest) == 0) {
                    Thread.onSpinWait();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the server has closed a connection", e);
        }
    }

    /** Ends the connection; on the loop's thread. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            throw new IllegalStateException("the server has closed a connection");
        }
        receiver.received(buffer.flip());
    }
}
