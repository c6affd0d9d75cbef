package io.parley.infra.media.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts bytes together. */
final class Bytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static byte[] of(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        Bytes all = new Bytes();
        for (byte[] part : parts) {
            all.add(part);
        }
        return all.done();
    }

    /** With something put in at a place. */
    static byte[] insert(byte[] into, int at, byte[] what) {
        return join(Arrays.copyOf(into, at), what, Arrays.copyOfRange(into, at, into.length));
    }

    static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    static byte[] be(long value, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (value >> 8 * (size - 1 - i));
        }
        return bytes;
    }

    static byte[] le(long value, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (value >> 8 * i);
        }
        return bytes;
    }

    Bytes add(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    byte[] done() {
        return bytes.toByteArray();
    }
}
