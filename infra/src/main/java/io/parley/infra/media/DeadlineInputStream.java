package io.parley.infra.media;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Fails when it is read after its time. So whoever works on what it has read, and needs more, ends too. */
final class DeadlineInputStream extends FilterInputStream {

    private final long end;

    DeadlineInputStream(InputStream bytes, Duration time) {
        super(bytes);
        this.end = System.nanoTime() + time.toNanos();
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        check();
        return super.read(bytes, offset, length);
    }

    private void check() throws IOException {
        if (System.nanoTime() - end > 0) {
            throw new IOException("this takes too long");
        }
    }
}
