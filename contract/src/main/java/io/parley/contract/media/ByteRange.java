package io.parley.contract.media;

/**
 * A range of an object's bytes. Whatever lies beyond the object's end is left out: a range that begins there has no bytes.
 *
 * @param first the first byte's index, from 0
 * @param last the last byte's index, which belongs to the range; at least {@code first}
 */
public record ByteRange(long first, long last) {

    private static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    /**
     * A range.
     *
     * @throws IllegalArgumentException if it begins before 0 or ends before it begins
     */
    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a range of bytes");
        }
    }

    /** Everything. */
    public static ByteRange all() {
        return ALL;
    }

    /** Everything from an index on. */
    public static ByteRange from(long first) {
        return new ByteRange(first, Long.MAX_VALUE);
    }

    /** How many bytes of an object of the given size are in the range. */
    public long lengthWithin(long size) {
        return first >= size ? 0 : Math.min(last, size - 1) - first + 1;
    }
}
