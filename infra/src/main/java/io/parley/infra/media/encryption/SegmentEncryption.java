package io.parley.infra.media.encryption;

import com.google.crypto.tink.subtle.StreamSegmentEncrypter;
import io.parley.contract.media.EncryptedMedia;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import reactor.core.publisher.Flux;

/** Encrypts one object, segment after segment, under a key that is derived for this time with a random salt. */
final class SegmentEncryption {

    private final StreamSegmentEncrypter encrypter;
    private boolean begun;

    private SegmentEncryption(StreamSegmentEncrypter encrypter) {
        this.encrypter = encrypter;
    }

    static SegmentEncryption of(EncryptedMedia media) {
        try {
            return new SegmentEncryption(
                    MediaFormat.streaming(media).newStreamSegmentEncrypter(MediaFormat.associatedData(media)));
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** Content as the segments that are to be encrypted. */
    static Flux<Segment> cut(Flux<ByteBuffer> content) {
        return SegmentCutter.cut(content, MediaFormat.CONTENT, MediaFormat.CONTENT - MediaFormat.HEADER);
    }

    /** The next segment, the first one with the header. */
    ByteBuffer encrypt(Segment content) {
        int header = begun ? 0 : MediaFormat.HEADER;
        ByteBuffer stored = ByteBuffer.allocate(header + content.bytes().remaining() + MediaFormat.TAG);
        if (!begun) {
            begun = true;
            stored.put(encrypter.getHeader());
        }
        try {
            encrypter.encryptSegment(content.bytes(), content.isLast(), stored);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
        return stored.flip();
    }

    private static IllegalStateException unavailable(GeneralSecurityException cause) {
        return new IllegalStateException("AES-256-GCM is not to be had", cause);
    }
}
