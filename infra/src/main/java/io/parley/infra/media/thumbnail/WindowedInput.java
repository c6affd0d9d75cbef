package io.parley.infra.media.thumbnail;

import java.io.IOException;
import java.io.InputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Lets a decoder read a stream and go back in it a little. (ImageIO's own streams keep all of an image, in memory or in a file:
 * the one would not be bounded, the other would put on a disk what is kept encrypted.)
 */
final class WindowedInput extends ImageInputStreamImpl {

    private final InputStream source;
    private final byte[] window;
    private long received;

    WindowedInput(InputStream source, int window) {
        this.source = source;
        this.window = new byte[window];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Fewer bytes than were asked for only at the end: ImageIO's own reading of numbers takes fewer for the end. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        bitOffset = 0;
        int read = 0;
        while (read < length && isThere()) {
            read += copy(bytes, offset + read, length - read);
        }
        return read == 0 && length > 0 ? -1 : read;
    }

    private boolean isThere() throws IOException {
        while (streamPos >= received) {
            if (!receive()) {
                return false;
            }
        }
        if (received - streamPos > window.length) {
            throw new IOException("too far back");
        }
        return true;
    }

    private int copy(byte[] bytes, int offset, int length) {
        int at = (int) (streamPos % window.length);
        int count = (int) Math.min(Math.min(length, received - streamPos), window.length - at);
        System.arraycopy(window, at, bytes, offset, count);
        streamPos += count;
        return count;
    }

    /** No more at once than half of the window, so that one can always go back by the other. */
    private boolean receive() throws IOException {
        int at = (int) (received % window.length);
        int count = source.read(window, at, Math.min(window.length / 2, window.length - at));
        received += Math.max(0, count);
        return count > 0;
    }
}
