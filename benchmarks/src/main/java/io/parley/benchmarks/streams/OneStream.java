package io.parley.benchmarks.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What comes in one stream, cut into lines. It keeps what is left of a line only while there is something left. The chunks of
 * HTTP are not undone: their sizes stand on lines of their own, and the server writes an event as one chunk.
 */
final class OneStream {

    private static final String ID = "\"messageId\":\"";
    private static final int ID_LENGTH = 36;
    private static final int LONGEST_LINE = 64 * 1024;

    private final Runnable began;
    private final Consumer<String> heard;
    private byte[] rest = new byte[0];
    private boolean accepted;
    private boolean begun;

    /**
     * A stream.
     *
     * @param began called with the first event's line
     * @param heard called with the id of each message
     */
    OneStream(Runnable began, Consumer<String> heard) {
        this.began = began;
        this.heard = heard;
    }

    /** Takes what has come. */
    void take(ByteBuffer bytes) throws IOException {
        byte[] all = new byte[rest.length + bytes.remaining()];
        System.arraycopy(rest, 0, all, 0, rest.length);
        bytes.get(all, rest.length, bytes.remaining());
        int start = 0;
        for (int i = rest.length; i < all.length; i++) {
            if (all[i] == '\n') {
                line(new String(all, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        keep(all, start);
    }

    private void keep(byte[] all, int start) throws IOException {
        int left = all.length - start;
        if (left > LONGEST_LINE) {
            throw new IOException("a line is too long");
        }
        byte[] kept = new byte[left];
        System.arraycopy(all, start, kept, 0, left);
        rest = kept;
    }

    private void line(String line) throws IOException {
        if (!accepted) {
            if (!line.startsWith("HTTP/1.1 200")) {
                throw new IOException("the server answered " + line.strip());
            }
            accepted = true;
        } else if (!begun && line.startsWith("id:")) {
            begun = true;
            began.run();
        } else if (line.startsWith("data:")) {
            int at = line.indexOf(ID);
            if (at >= 0) {
                heard.accept(line.substring(at + ID.length(), at + ID.length() + ID_LENGTH));
            }
        }
    }
}
