package io.parley.benchmarks.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** The messages of an XMPP stream, and of each only what a generator waits for. Other stanzas are passed over. */
public final class XmppStanzas implements Wire.Receiver {

    /** Who hears of messages. */
    public interface Listener {

        /** A message has come whose {@link MessageText} has this number. */
        void message(long number);

        /** Somebody has received a message. */
        default void received(long number) {
            throw new IllegalStateException("nobody waits for receipts");
        }

        /** Somebody has seen a message. */
        default void displayed(long number) {
            throw new IllegalStateException("nobody waits for markers");
        }

        /** A message has come that is nothing of that, such as the subject of a room. */
        default void other() {}
    }

    private static final byte[] MESSAGE = "<message ".getBytes(US_ASCII);
    private static final byte[] END = "</message>".getBytes(US_ASCII);
    private static final byte[] BODY = "<body>Message ".getBytes(US_ASCII);
    private static final byte[] RECEIVED = "<received ".getBytes(US_ASCII);
    private static final byte[] DISPLAYED = "<displayed ".getBytes(US_ASCII);
    private static final byte[] REFERENCE = " id='of-".getBytes(US_ASCII);
    private static final byte[] ERROR = " type='error'".getBytes(US_ASCII);
    private static final byte[] END_OF_STREAM = "</stream:stream>".getBytes(US_ASCII);

    private final ByteQueue queue = new ByteQueue();
    private final Listener listener;

    /** Reads a stream whose beginning has been read. */
    public XmppStanzas(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void received(ByteBuffer bytes) {
        queue.add(bytes);
        for (int end = queue.indexOf(END, 0); end >= 0; end = queue.indexOf(END, 0)) {
            hear(end);
            queue.skip(end + END.length);
        }
        if (queue.indexOf(END_OF_STREAM, 0) >= 0) {
            throw new IllegalStateException("the server has ended a stream: " + queue.text(0, queue.size()));
        }
    }

    private void hear(int end) {
        if (queue.indexOf(MESSAGE, 0, end) < 0 || queue.indexOf(ERROR, 0, end) >= 0) {
            throw new IllegalStateException("no message: " + queue.text(0, end));
        }
        long number = queue.numberAfter(BODY, end);
        if (number >= 0) {
            listener.message(number);
        } else if (queue.indexOf(RECEIVED, 0, end) >= 0) {
            listener.received(queue.numberAfter(REFERENCE, end));
        } else if (queue.indexOf(DISPLAYED, 0, end) >= 0) {
            listener.displayed(queue.numberAfter(REFERENCE, end));
        } else {
            listener.other();
        }
    }
}
