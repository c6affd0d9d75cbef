package io.parley.load;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file that is uploaded, as often as one likes. Its bytes are nobody's to change.
 *
 * @param name its name
 * @param contentType what it is
 * @param bytes what is in it
 * @param sha256 the hash of that, in hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record MediaFile(String name, String contentType, byte[] bytes, String sha256) {

    /** A file of these bytes. */
    static MediaFile of(String name, String contentType, byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new MediaFile(name, contentType, bytes, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int size() {
        return bytes.length;
    }

    /** Whether these are all of its bytes. */
    boolean isAll(byte[] others) {
        return Arrays.equals(bytes, others);
    }

    /** Whether these are its bytes in a span. */
    boolean isPart(Span span, byte[] others) {
        return Arrays.equals(bytes, span.first(), span.last() + 1, others, 0, others.length);
    }

    /**
     * A range of bytes.
     *
     * @param first its first
     * @param last its last, which belongs to it
     */
    record Span(int first, int last) {

        /** As a request asks for it. */
        String asked() {
            return "bytes=" + first + "-" + last;
        }

        /** As an answer names it. */
        String answered(MediaFile file) {
            return "bytes %d-%d/%d".formatted(first, last, file.size());
        }
    }

    /** Hides the bytes. */
    @Override
    public String toString() {
        return "MediaFile[%s, %d bytes]".formatted(name, bytes.length);
    }
}
