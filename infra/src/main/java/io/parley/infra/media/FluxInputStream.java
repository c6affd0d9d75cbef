package io.parley.infra.media;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** Reads a stream of buffers and waits for them, one at a time. Closing it ends the stream. */
final class FluxInputStream extends InputStream {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Stream<ByteBuffer> stream;
    private final Iterator<ByteBuffer> buffers;
    private ByteBuffer current = NOTHING;

    FluxInputStream(Flux<ByteBuffer> bytes) {
        this.stream = bytes.toStream(1);
        this.buffers = stream.iterator();
    }

    @Override
    public int read() {
        return next() ? current.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!next()) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(bytes, offset, count);
        return count;
    }

    @Override
    public void close() {
        stream.close();
    }

    private boolean next() {
        while (!current.hasRemaining()) {
            if (!buffers.hasNext()) {
                return false;
            }
            current = buffers.next();
        }
        return true;
    }
}
