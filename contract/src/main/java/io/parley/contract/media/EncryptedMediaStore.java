package io.parley.contract.media;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The {@link MediaStore} for whoever has content rather than ciphertext: encrypts what is put, decrypts and authenticates what is
 * read. What that port says of streams, back-pressure, threads and failures is true here too. Deleting and listing need no key
 * and are not repeated here.
 *
 * <p>Stages and publishers fail with {@link MediaUnreadableException} for what is there and cannot be authenticated. No byte is
 * given out before it was. Whether bytes are missing at the end, or were added there, is known when the end is read: a
 * range that reaches the end, or begins beyond it, completes only if the object ends where it did; until then the size of a slice
 * is what the store says, and whoever knows the right one should compare.
 */
public interface EncryptedMediaStore {

    /**
     * Stores content, encrypted.
     *
     * @param content of any length; see {@link MediaStore#put}
     * @return how many bytes the content has
     */
    CompletionStage<Long> put(EncryptedMedia media, Flow.Publisher<ByteBuffer> content);

    /**
     * Looks for an object in order to read from it. Of the store only those parts are read that the range touches.
     *
     * @param range of the content
     * @return size, length and bytes of the content; empty if there is no such object
     */
    CompletionStage<Optional<MediaSlice>> get(EncryptedMedia media, ByteRange range);

    /**
     * How many bytes an object takes in the store.
     *
     * @param size how many its content has
     */
    long storedSize(long size);
}
