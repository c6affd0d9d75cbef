package io.parley.infra.media.waveform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of the first stream in an Ogg (RFC 3533). Those of others, and those whose beginning is missing, are left out;
 * of those that are too long, what is too much is.
 */
final class OggPackets {

    /** More than any packet of Opus has (RFC 6716, 3.4: 48 frames of 1275 bytes). */
    private static final int LARGEST = 64 << 10;

    private static final int HEADER = 27;
    private static final int CONTINUED = 1;
    private static final int FULL = 255;

    private final InputStream bytes;
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
    private byte[] lacing = new byte[0];
    private int next;
    private @Nullable Integer stream;
    private boolean beginningMissing;

    OggPackets(InputStream bytes) {
        this.bytes = bytes;
    }

    /** The next packet; nothing at the end, or where the last one ends early. */
    byte @Nullable [] next() throws IOException {
        while (next < lacing.length || nextPage()) {
            while (next < lacing.length) {
                int length = lacing[next++] & 0xFF;
                if (!read(length)) {
                    return null;
                }
                if (length < FULL) {
                    byte[] whole = packet.toByteArray();
                    boolean missing = beginningMissing;
                    forget(false);
                    if (!missing) {
                        return whole;
                    }
                }
            }
        }
        return null;
    }

    private boolean read(int length) throws IOException {
        byte[] segment = bytes.readNBytes(length);
        if (packet.size() + length <= LARGEST) {
            packet.writeBytes(segment);
        }
        return segment.length == length;
    }

    private void forget(boolean beginning) {
        packet.reset();
        beginningMissing = beginning;
    }

    /** Goes to the next page of the stream. */
    private boolean nextPage() throws IOException {
        byte[] header = bytes.readNBytes(HEADER);
        while (header.length == HEADER) {
            if (header[0] != 'O' || header[1] != 'g' || header[2] != 'g' || header[3] != 'S') {
                throw new IOException("no page begins here");
            }
            byte[] lengths = bytes.readNBytes(header[26] & 0xFF);
            if (isOfStream(header)) {
                enter(lengths, (header[5] & CONTINUED) != 0);
                return true;
            }
            bytes.skipNBytes(sum(lengths));
            header = bytes.readNBytes(HEADER);
        }
        return false;
    }

    private boolean isOfStream(byte[] header) {
        int serial =
                (header[14] & 0xFF) << 24 | (header[15] & 0xFF) << 16 | (header[16] & 0xFF) << 8 | header[17] & 0xFF;
        if (stream == null) {
            stream = serial;
        }
        return stream == serial;
    }

    private void enter(byte[] lengths, boolean continued) {
        boolean begun = packet.size() > 0;
        if (begun != continued) {
            forget(continued);
        }
        lacing = lengths;
        next = 0;
    }

    private static int sum(byte[] lengths) {
        int sum = 0;
        for (byte length : lengths) {
            sum += length & 0xFF;
        }
        return sum;
    }
}
