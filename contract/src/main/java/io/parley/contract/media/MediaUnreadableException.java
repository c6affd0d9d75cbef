package io.parley.contract.media;

import org.jspecify.annotations.Nullable;

/**
 * The object is there, and is not what was written under this name, key and context: damaged, tampered with, or another's. To try
 * again makes no sense.
 */
public final class MediaUnreadableException extends RuntimeException {

    public MediaUnreadableException(MediaObjectId id, @Nullable Throwable cause) {
        super("the media object " + id + " cannot be decrypted", cause);
    }
}
