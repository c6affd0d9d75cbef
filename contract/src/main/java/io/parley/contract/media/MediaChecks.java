package io.parley.contract.media;

import java.util.Optional;

/**
 * Compares the store with the log, both ways: objects that nobody knows, and media without their objects. One at a time on a node,
 * which alone knows of it; several at once do no harm. Does not block.
 */
public interface MediaChecks {

    /**
     * Begins a check, unless one is under way on this node, and does not wait for it.
     *
     * @param mend whether to delete objects that nobody knows
     * @return the one that is under way now
     */
    MediaCheck start(boolean mend);

    /** The check that is under way on this node, or else its last one; empty if there was none since it was started. */
    Optional<MediaCheck> latest();
}
