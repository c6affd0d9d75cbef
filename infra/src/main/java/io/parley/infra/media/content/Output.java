package io.parley.infra.media.content;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects what is to be stored of the bytes at hand. */
final class Output {

    private static final int SMALLEST = 8 << 10;

    private byte[] bytes = new byte[0];
    private int length;
    private long drained;

    void write(int one) {
        makeRoom(1);
        bytes[length++] = (byte) one;
    }

    void write(byte[] some) {
        makeRoom(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    void write(ByteBuffer from, int count) {
        makeRoom(count);
        from.get(bytes, length, count);
        length += count;
    }

    void zeros(int count) {
        makeRoom(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        length += count;
    }

    /** How many bytes were written in all. */
    long written() {
        return drained + length;
    }

    /** Hands over what was collected; it belongs to the caller from then on. */
    ByteBuffer drain() {
        ByteBuffer collected = ByteBuffer.wrap(bytes, 0, length).slice();
        drained += length;
        bytes = new byte[0];
        length = 0;
        return collected;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(SMALLEST, bytes.length * 2), length + more));
        }
    }
}
