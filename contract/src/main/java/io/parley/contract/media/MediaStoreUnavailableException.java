package io.parley.contract.media;

import org.jspecify.annotations.Nullable;

/** The store did not do its work: it is away, too slow, full or broken. To try again later makes sense. */
public final class MediaStoreUnavailableException extends RuntimeException {

    public MediaStoreUnavailableException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
