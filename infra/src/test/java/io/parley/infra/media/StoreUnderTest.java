package io.parley.infra.media;

import io.parley.contract.media.MediaStore;

/** A real store for the contract: one that can be taken away and brought back. */
interface StoreUnderTest extends AutoCloseable {

    MediaStore store();

    /** How many buffers it may ask a source for ahead of what it has taken. */
    default int mostAhead() {
        return 4;
    }

    /** Takes it away, the hard way. */
    void takeAway() throws Exception;

    /** Brings it back with all that it held. */
    void bringBack() throws Exception;

    /** Lets it take nothing for a while, where it can be told to; false where it cannot. */
    default boolean freeze() throws Exception {
        return false;
    }

    default void unfreeze() throws Exception {}

    @Override
    void close() throws Exception;
}
