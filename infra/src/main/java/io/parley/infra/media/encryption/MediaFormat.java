package io.parley.infra.media.encryption;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.infra.keyring.AssociatedData;
import java.security.GeneralSecurityException;
import java.util.OptionalLong;

/**
 * How an object is laid out in the store: Tink's streaming AEAD {@code AES256_GCM_HKDF} with HMAC-SHA-256 and segments of 64 KiB,
 * to the byte. A header (its length, a salt, a prefix of nonces) and then segments, each with its tag; header and first segment
 * together are as long as any other segment, the last may be shorter. Segments are bound to the object, to their place in it, and
 * to being the last or not.
 *
 * <p>This is a file format: objects of {@value #NAME} are read for ever. Another segment size is another format, for which
 * {@link io.parley.contract.media.MediaKey} has a number.
 */
final class MediaFormat {

    static final String NAME = "parley/media/1";

    /** A segment with its tag; the first one with the header, too. */
    static final int SEGMENT = 64 << 10;

    static final int TAG = 16;
    static final int HEADER = 1 + 32 + 7;

    /** How much content a segment has, the first one less by the header. */
    static final int CONTENT = SEGMENT - TAG;

    /** Segments have numbers of 31 bits in Tink's interface. */
    private static final long LARGEST = (long) Integer.MAX_VALUE * CONTENT - HEADER;

    private static final String MAC = "HmacSha256";
    private static final int DERIVED_KEY = 32;

    private MediaFormat() {}

    /** Tink's encryption under an object's key. */
    static AesGcmHkdfStreaming streaming(EncryptedMedia media) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(media.key().bits(), MAC, DERIVED_KEY, SEGMENT, 0);
    }

    /** What the object is bound to. */
    static byte[] associatedData(EncryptedMedia media) {
        return AssociatedData.of(NAME, media.id().value(), media.context());
    }

    /** How many segments there are for content of some size. There is always one. */
    static long segments(long size) {
        return Math.max(1, (size + HEADER + CONTENT - 1) / CONTENT);
    }

    /**
     * How large content is when it is stored.
     *
     * @throws IllegalArgumentException if there can be no such content
     */
    static long storedSize(long size) {
        if (size < 0 || size > LARGEST) {
            throw new IllegalArgumentException("content cannot have " + size + " bytes");
        }
        return size + HEADER + segments(size) * TAG;
    }

    /** How large the content of an object is; empty if no object has that size. */
    static OptionalLong size(long storedSize) {
        long segments = storedSize / SEGMENT + (storedSize % SEGMENT == 0 ? 0 : 1);
        long size = storedSize - HEADER - segments * TAG;
        return size >= 0 && size <= LARGEST && storedSize(size) == storedSize
                ? OptionalLong.of(size)
                : OptionalLong.empty();
    }

    /** Which segment has a byte of the content. */
    static long segmentOf(long index) {
        return (Math.min(index, LARGEST) + HEADER) / CONTENT;
    }

    /** Where a segment's content begins in the whole. */
    static long begin(long segment) {
        return segment == 0 ? 0 : segment * CONTENT - HEADER;
    }

    /** The stored bytes of some segments, of which the last may end before that range does. */
    static ByteRange stored(long firstSegment, long lastSegment) {
        return new ByteRange(firstSegment * SEGMENT, (lastSegment + 1) * SEGMENT - 1);
    }

    /** The stored bytes that a range of the content takes, however long the object is. */
    static ByteRange stored(ByteRange range) {
        return stored(segmentOf(range.first()), segmentOf(range.last()));
    }
}
