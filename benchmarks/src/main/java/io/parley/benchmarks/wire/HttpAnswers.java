package io.parley.benchmarks.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** Answers of an HTTP/1.1 connection that is kept alive, with as little reading as tells where they end. */
public final class HttpAnswers implements Wire.Receiver {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] LENGTH = "\r\nContent-Length: ".getBytes(US_ASCII);
    private static final byte[] LENGTH_IN_LOWER_CASE = "\r\ncontent-length: ".getBytes(US_ASCII);
    private static final byte[] STATUS = "HTTP/1.1 ".getBytes(US_ASCII);

    private final ByteQueue queue = new ByteQueue();
    private final IntConsumer statuses;

    /**
     * Reads answers.
     *
     * @param statuses told of each answer; one that says no ends the run instead
     */
    public HttpAnswers(IntConsumer statuses) {
        this.statuses = statuses;
    }

    @Override
    public void received(ByteBuffer bytes) {
        queue.add(bytes);
        while (answered()) {
            // there may be more
        }
    }

    private boolean answered() {
        int head = queue.indexOf(END_OF_HEAD, 0);
        if (head < 0) {
            return false;
        }
        int bodyAt = head + END_OF_HEAD.length;
        int size = bodyAt + (int) length(head);
        if (queue.size() < size) {
            return false;
        }
        int status = (int) queue.numberAfter(STATUS, head);
        if (status >= 300) {
            throw new IllegalStateException("an answer that says no: " + queue.text(0, size));
        }
        queue.skip(size);
        statuses.accept(status);
        return true;
    }

    private long length(int head) {
        long length = queue.numberAfter(LENGTH, head);
        return Math.max(0, length >= 0 ? length : queue.numberAfter(LENGTH_IN_LOWER_CASE, head));
    }
}
