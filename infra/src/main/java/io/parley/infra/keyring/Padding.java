package io.parley.infra.keyring;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hides how long content is: it is preceded by its length and filled up with zeros to the next size class before it is
 * encrypted. The classes are the powers of two from 64 bytes up, so that all short messages look alike and any longer one only
 * tells its order of magnitude. A format that is stored.
 */
final class Padding {

    static final int SMALLEST = 64;

    private static final int LARGEST = 1 << 30;

    private Padding() {}

    /** The size to which content of a length is filled up. */
    static int sizeClass(int length) {
        int needed = Math.addExact(length, Integer.BYTES);
        if (needed > LARGEST) {
            throw new IllegalArgumentException("content of " + length + " bytes is too large");
        }
        return needed <= SMALLEST ? SMALLEST : Integer.highestOneBit(needed - 1) << 1;
    }

    static byte[] pad(byte[] content) {
        return ByteBuffer.allocate(sizeClass(content.length))
                .putInt(content.length)
                .put(content)
                .array();
    }

    /**
     * Gives back what was padded.
     *
     * @throws IllegalArgumentException if this is no padded content
     */
    static byte[] unpad(byte[] padded) {
        if (padded.length < SMALLEST) {
            throw new IllegalArgumentException("no padded content");
        }
        int length = ByteBuffer.wrap(padded).getInt();
        if (length < 0 || length > padded.length - Integer.BYTES) {
            throw new IllegalArgumentException("no padded content");
        }
        return Arrays.copyOfRange(padded, Integer.BYTES, Integer.BYTES + length);
    }
}
