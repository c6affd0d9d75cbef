package io.parley.infra.media.encryption;

import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaUnreadableException;
import io.parley.infra.media.StoreFailures;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/**
 * Decrypts some of one object's segments, in order, after its header. Nothing of a segment is given before all of it is
 * authenticated.
 */
final class SegmentDecryption {

    private final EncryptedMedia media;
    private final SegmentWindow window;
    private @Nullable StreamSegmentDecrypter decrypter;
    private long next;

    SegmentDecryption(EncryptedMedia media, SegmentWindow window) {
        this.media = media;
        this.window = window;
        this.next = window.first();
    }

    /** Header and segments as they are to be decrypted; the header is part of the first segment of all. */
    Flux<Segment> cut(Flux<ByteBuffer> headerAndSegments) {
        return window.first() == 0
                ? SegmentCutter.cut(
                        headerAndSegments,
                        MediaFormat.SEGMENT,
                        MediaFormat.HEADER,
                        MediaFormat.SEGMENT - MediaFormat.HEADER)
                : SegmentCutter.cut(headerAndSegments, MediaFormat.SEGMENT, MediaFormat.HEADER);
    }

    /**
     * Gives what is in the range of the next segment's content, if anything is.
     *
     * @throws MediaUnreadableException if it is not what was written
     */
    void decrypt(Segment stored, SynchronousSink<ByteBuffer> sink) {
        try {
            if (decrypter == null) {
                decrypter = begin(stored);
            } else {
                ByteBuffer content = window.cut(next, decrypt(decrypter, stored));
                next++;
                if (content.hasRemaining()) {
                    sink.next(content);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new MediaUnreadableException(media.id(), e);
        }
    }

    private StreamSegmentDecrypter begin(Segment header) throws GeneralSecurityException {
        require(!header.isLast(), header);
        StreamSegmentDecrypter begun = MediaFormat.streaming(media).newStreamSegmentDecrypter();
        begun.init(header.bytes(), MediaFormat.associatedData(media));
        return begun;
    }

    private ByteBuffer decrypt(StreamSegmentDecrypter begun, Segment stored) throws GeneralSecurityException {
        int size = window.contentOf(next);
        require(
                stored.bytes().remaining() == size + MediaFormat.TAG && stored.isLast() == (next == window.last()),
                stored);
        ByteBuffer content = ByteBuffer.allocate(size);
        begun.decryptSegment(stored.bytes(), (int) next, next == window.lastOfAll(), content);
        return content.flip();
    }

    /** The store has told a size and a length, and has to bring as many bytes. */
    private static void require(boolean isAsTold, Segment segment) {
        if (!isAsTold) {
            throw StoreFailures.unexpected(
                    "a segment of " + segment.bytes().remaining() + " bytes" + (segment.isLast() ? " at the end" : ""));
        }
    }
}
