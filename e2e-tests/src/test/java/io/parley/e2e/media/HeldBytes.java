package io.parley.e2e.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Bytes of which no more than a part is given out until the rest is let go: an upload that is in its middle for as long as one likes. */
final class HeldBytes extends InputStream {

    private static final long PATIENCE_SECONDS = 60;

    private final byte[] bytes;
    private final int part;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private int at;

    HeldBytes(byte[] bytes, int part) {
        this.bytes = bytes;
        this.part = part;
    }

    /** Waits until the part has been read. */
    void awaitHeld() {
        await(held);
    }

    /** Gives out the rest. */
    void letGo() {
        letGo.countDown();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (at == part) {
            held.countDown();
            await(letGo);
        }
        if (at == bytes.length) {
            return -1;
        }
        int count = Math.min(length, (at < part ? part : bytes.length) - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came in " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
