package io.parley.contract.media;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The distributed file system, as the platform sees it: objects of bytes under names that the caller gives. It knows nothing of
 * messages, types or keys; what is put into it is ciphertext. Shared by the edge (uploads, downloads) and by what deletes and
 * reconciles.
 *
 * <p>Bytes pass through as streams with back-pressure and are never whole in memory. Nothing here blocks, and what a stage or a
 * publisher signals it signals on the store's threads, which a caller must not block either.
 *
 * <p>A stage, or a publisher of bytes, fails with {@link MediaStoreUnavailableException} if the store cannot be reached, is too
 * slow or cannot do its work: whether the thing is there is then unknown. Every wait for the store is bounded; a caller's own
 * slowness is not the store's, and bounding it is the caller's affair.
 */
public interface MediaStore {

    /** How many objects one page of {@link #list} may look at. */
    int LARGEST_PAGE = 1_000;

    /**
     * Stores bytes under a name. They become visible whole, when the stage completes, or not at all: if the publisher fails, or
     * the store does, or the caller cancels the stage (by {@link CompletionStage#toCompletableFuture()}) before the last byte, the
     * name means what it meant before. Only where the store fails, or a caller cancels, when all was sent is the outcome unknown.
     *
     * <p>What was there under the name is replaced; of several who put at once, one wins. A read under way of what is replaced
     * or deleted goes on or fails; it never yields a mixture.
     *
     * @param bytes the content, of any length; it is asked for no more than a few buffers ahead of what the store has taken, and
     *     each buffer is the store's once it was handed over
     * @return how many bytes were stored. It fails with the publisher's own failure if that failed
     */
    CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes);

    /**
     * Looks for an object in order to read from it.
     *
     * @return what is in the range and how long the whole is; empty if there is no such object
     */
    CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range);

    /** Deletes an object. That there is none is as good: deleting may be repeated. */
    CompletionStage<Void> delete(MediaObjectId id);

    /**
     * Lists objects by age, page by page, in an order of the store's own. Whoever follows the pages to the last sees each object
     * that was there all the time once; what comes or goes meanwhile is seen or not. Ages go by the store's clock, and may be cut
     * to whole seconds.
     *
     * @param olderThan only what was stored before this instant
     * @param after the {@link MediaPage#next} of the page before; empty for the first page
     * @param limit how many objects the page may look at, and therefore hold: 1 to {@value #LARGEST_PAGE}
     */
    CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit);

    /** Whether the store can do its work: completes if so, without changing anything in it that could be seen. */
    CompletionStage<Void> check();
}
