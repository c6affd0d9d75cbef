package io.parley.benchmarks.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** The blocks of a stream of server-sent events that comes in chunks; of their data only the numbers
 * that a generator waits for. */
public final class SseBlocks implements Wire.Receiver {

    /** Who hears of events. */
    public interface Listener {

        /**
         * A message has come.
         *
         * @param sequence its place in the chat
         * @param number the number in its {@link MessageText}; -1 if it has another text
         */
        void message(long sequence, long number);

        /** Watermarks have come. Who does not wait for any passes them over. */
        default void receipt(long delivered, long read) {}

        /** Somebody has come or gone. Who does not wait for that passes it over. */
        default void presence(boolean online) {}
    }

    private static final byte[] END_OF_LINE = "\r\n".getBytes(US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] END_OF_BLOCK = "\n\n".getBytes(US_ASCII);
    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(US_ASCII);
    private static final byte[] MESSAGE = "event: message\n".getBytes(US_ASCII);
    private static final byte[] RECEIPT = "event: receipt\n".getBytes(US_ASCII);
    private static final byte[] PRESENCE = "event: presence\n".getBytes(US_ASCII);
    private static final byte[] ONLINE = "\"online\":true".getBytes(US_ASCII);
    private static final byte[] SEQUENCE = "\"sequence\":".getBytes(US_ASCII);
    private static final byte[] TEXT = "\"text\":\"Message ".getBytes(US_ASCII);
    private static final byte[] DELIVERED = "\"delivered\":".getBytes(US_ASCII);
    private static final byte[] READ = "\"read\":".getBytes(US_ASCII);
    private static final int HEXADECIMAL = 16;

    private final ByteQueue raw = new ByteQueue();
    private final ByteQueue text = new ByteQueue();
    private final Listener listener;
    private volatile boolean open;

    /** Reads a stream, from the head of the answer on. */
    public SseBlocks(Listener listener) {
        this.listener = listener;
    }

    /** Whether the stream's head has come. */
    public boolean isOpen() {
        return open;
    }

    @Override
    public void received(ByteBuffer bytes) {
        raw.add(bytes);
        if (!open && !opened()) {
            return;
        }
        while (unpackedChunk()) {
            // there may be more
        }
        for (int end = text.indexOf(END_OF_BLOCK, 0); end >= 0; end = text.indexOf(END_OF_BLOCK, 0)) {
            hear(end);
            text.skip(end + END_OF_BLOCK.length);
        }
    }

    private boolean opened() {
        int head = raw.indexOf(END_OF_HEAD, 0);
        if (head < 0) {
            return false;
        }
        if (!raw.startsWith(OK)) {
            throw new IllegalStateException("no stream: " + raw.text(0, raw.size()));
        }
        raw.skip(head + END_OF_HEAD.length);
        open = true;
        return true;
    }

    private boolean unpackedChunk() {
        int line = raw.indexOf(END_OF_LINE, 0);
        if (line < 0) {
            return false;
        }
        int size = Integer.parseInt(raw.text(0, line), HEXADECIMAL);
        int start = line + END_OF_LINE.length;
        if (raw.size() < start + size + END_OF_LINE.length) {
            return false;
        }
        if (size == 0) {
            throw new IllegalStateException("the server has ended a stream");
        }
        raw.skip(start);
        raw.moveTo(text, size);
        raw.skip(END_OF_LINE.length);
        return true;
    }

    private void hear(int end) {
        if (text.startsWith(MESSAGE)) {
            listener.message(text.numberAfter(SEQUENCE, end), text.numberAfter(TEXT, end));
        } else if (text.startsWith(RECEIPT)) {
            listener.receipt(text.numberAfter(DELIVERED, end), text.numberAfter(READ, end));
        } else if (text.startsWith(PRESENCE)) {
            int online = text.indexOf(ONLINE, 0);
            listener.presence(online >= 0 && online < end);
        }
    }
}
