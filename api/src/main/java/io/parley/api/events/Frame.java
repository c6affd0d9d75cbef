package io.parley.api.events;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event, or several that go together, as bytes on the wire, encoded once and shared by all streams that bear it: nobody changes
 * the array.
 *
 * @param position where in the log it comes from, the latest of several; 0 for what comes from elsewhere
 * @param durable whether it bears its position as {@code id}, so that all that was for the stream up to there has gone before it
 * @param bytes whole blocks, their blank lines included
 * @param source of the text in it; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
record Frame(
        long position,
        boolean durable,
        byte[] bytes,
        @Nullable Source source) {

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    /** One in which nothing was written by anybody. */
    Frame(long position, boolean durable, byte[] bytes) {
        this(position, durable, bytes, null);
    }

    /** What is left of it when its text has come to its end: a comment, which clients ignore. */
    Frame withoutText() {
        return new Frame(position, durable, COMMENT);
    }

    /** Several that are not durable as one, to be written together. */
    static Frame joined(List<Frame> frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(
                frames.stream().mapToInt(frame -> frame.bytes().length).sum());
        long latest = 0;
        for (Frame frame : frames) {
            bytes.writeBytes(frame.bytes());
            latest = Math.max(latest, frame.position());
        }
        return new Frame(latest, false, bytes.toByteArray());
    }
}
