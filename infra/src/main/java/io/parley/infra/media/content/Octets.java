package io.parley.infra.media.content;

import java.nio.charset.StandardCharsets;

/** Reads numbers and names out of bytes. Whoever asks has made sure that they are there. */
final class Octets {

    private Octets() {}

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    static int u16(byte[] bytes, int at) {
        return u8(bytes, at) << 8 | u8(bytes, at + 1);
    }

    static long u32(byte[] bytes, int at) {
        return (long) u16(bytes, at) << 16 | u16(bytes, at + 2);
    }

    static int u16le(byte[] bytes, int at) {
        return u8(bytes, at) | u8(bytes, at + 1) << 8;
    }

    static int u24le(byte[] bytes, int at) {
        return u16le(bytes, at) | u8(bytes, at + 2) << 16;
    }

    static long u32le(byte[] bytes, int at) {
        return u16le(bytes, at) | (long) u16le(bytes, at + 2) << 16;
    }

    /** Four bytes as a name. */
    static String name(byte[] bytes, int at) {
        return text(bytes, at, 4);
    }

    static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether they stand at a place; not if the place is beyond the end. */
    static boolean has(byte[] bytes, int at, String text) {
        if (at < 0 || bytes.length - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (u8(bytes, at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
