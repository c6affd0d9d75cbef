package io.parley.contract.deadletter;

import io.parley.contract.id.DeadLetterId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is done at once about events that are held back, whichever node fills the projection. Blocking; throws
 * {@link io.parley.contract.error.Rejection} {@code unavailable} if the store cannot be reached.
 */
public interface DeadLetterRepair {

    /**
     * Tries an event again now, however long it would have to wait, and with it what waits before and behind it in its conversation,
     * in order, until one fails. Waits for the outcome, for some seconds.
     *
     * @return what came of it; empty if it is not held back
     */
    Optional<Retried> retry(DeadLetterId letterId);

    /** Takes an event out of the queue, so that it is not tried again; nothing happens if it is not there. */
    void evict(DeadLetterId letterId);

    /**
     * What came of a try.
     *
     * @param outcome whether the event is still held back
     * @param waiting how many of the conversation are still held back
     * @param cause why the first of them could not be handled; null if none is, or none was tried
     */
    record Retried(Outcome outcome, long waiting, @Nullable String cause) {}

    /** How a try ends. */
    enum Outcome {
        /** It is no longer held back: it went through, unless it was skipped meanwhile or the projection begins anew. */
        HANDLED,
        /** It, or one that comes before it, failed again. */
        FAILED,
        /** No node that fills the projection has tried it yet; one does as soon as it can. */
        PENDING
    }
}
