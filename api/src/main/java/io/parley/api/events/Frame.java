package io.parley.api.events;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * One event, or several that go together, as bytes on the wire, encoded once and shared by all streams that bear it: nobody changes
 * the array.
 *
 * @param position where in the log it comes from, the latest of several; 0 for what comes from elsewhere
 * @param durable whether it bears its position as {@code id}, so that all that was for the stream up to there has gone before it
 * @param bytes whole blocks, their blank lines included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
record Frame(long position, boolean durable, byte[] bytes) {

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
