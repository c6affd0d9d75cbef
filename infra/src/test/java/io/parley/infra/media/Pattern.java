package io.parley.infra.media;

import java.nio.ByteBuffer;

/** Content of any length that is known by the place of each byte, so that none of it need be kept in order to be compared. */
final class Pattern {

    private final long seed;

    Pattern(long seed) {
        this.seed = seed;
    }

    byte at(long index) {
        long mixed = (index + seed) * 0x9E3779B97F4A7C15L;
        return (byte) (mixed >>> 56);
    }

    ByteBuffer bytes(long first, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(first + i);
        }
        return ByteBuffer.wrap(bytes);
    }

    /** Where a buffer that should begin at an index differs first; nowhere is -1. */
    long difference(long first, ByteBuffer bytes) {
        for (int i = 0; i < bytes.remaining(); i++) {
            if (bytes.get(bytes.position() + i) != at(first + i)) {
                return first + i;
            }
        }
        return -1;
    }
}
