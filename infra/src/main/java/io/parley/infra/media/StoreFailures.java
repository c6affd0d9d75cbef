package io.parley.infra.media;

import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaStoreUnavailableException;

/** What a store's own failures become for its callers. */
public final class StoreFailures {

    private StoreFailures() {}

    /** That the store is unavailable, whatever its client failed with, unless that says more already. */
    public static Throwable translate(Throwable failure) {
        return failure instanceof MediaStoreUnavailableException || failure instanceof MediaMissingException
                ? failure
                : new MediaStoreUnavailableException("The store of media does not do its work", failure);
    }

    /** An answer that makes no sense here. */
    public static MediaStoreUnavailableException unexpected(String what) {
        return new MediaStoreUnavailableException("The store of media gave an answer that is none: " + what, null);
    }
}
