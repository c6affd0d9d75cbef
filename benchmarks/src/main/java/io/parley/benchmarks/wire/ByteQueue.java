package io.parley.benchmarks.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that have come and are not used up yet. It grows as needed, up to what no honest answer reaches. */
final class ByteQueue {

    private static final int FIRST = 4_096;
    private static final int MOST = 1 << 20;

    private byte[] bytes = new byte[FIRST];
    private int from;
    private int to;

    void add(ByteBuffer more) {
        int count = more.remaining();
        makeRoom(count);
        more.get(bytes, to, count);
        to += count;
    }

    /** Moves so many bytes to another queue. */
    void moveTo(ByteQueue other, int count) {
        other.add(ByteBuffer.wrap(bytes, from, count));
        skip(count);
    }

    int size() {
        return to - from;
    }

    void skip(int count) {
        from += count;
    }

    byte at(int index) {
        return bytes[from + index];
    }

    /** Where the pattern begins, at or after a place; -1 if it has not come. */
    int indexOf(byte[] pattern, int start) {
        return indexOf(pattern, start, size());
    }

    /** Where the pattern begins within a stretch; -1 if it is not there. */
    int indexOf(byte[] pattern, int start, int end) {
        int last = from + end - pattern.length;
        for (int i = from + start; i <= last; i++) {
            if (bytes[i] == pattern[0] && Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i - from;
            }
        }
        return -1;
    }

    boolean startsWith(byte[] pattern) {
        return size() >= pattern.length
                && Arrays.equals(bytes, from, from + pattern.length, pattern, 0, pattern.length);
    }

    /** The whole number that stands right behind a pattern within the first so many bytes; -1 if there is none. */
    long numberAfter(byte[] pattern, int end) {
        int at = indexOf(pattern, 0, end);
        if (at < 0) {
            return -1;
        }
        long number = 0;
        int digits = 0;
        for (int i = at + pattern.length; i < end && at(i) >= '0' && at(i) <= '9'; i++) {
            number = number * 10 + at(i) - '0';
            digits++;
        }
        return digits == 0 ? -1 : number;
    }

    String text(int start, int end) {
        return new String(bytes, from + start, end - start, StandardCharsets.UTF_8);
    }

    private void makeRoom(int count) {
        if (to + count <= bytes.length) {
            return;
        }
        int size = size();
        if (size + count > MOST) {
            throw new IllegalStateException("more than " + MOST + " bytes without an end: " + text(0, 200));
        }
        byte[] target = size + count <= bytes.length ? bytes : new byte[Math.max(bytes.length * 2, size + count)];
        System.arraycopy(bytes, from, target, 0, size);
        bytes = target;
        from = 0;
        to = size;
    }
}
