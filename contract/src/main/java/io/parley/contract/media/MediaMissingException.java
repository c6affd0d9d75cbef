package io.parley.contract.media;

/** The object that was to be read is gone. */
public final class MediaMissingException extends RuntimeException {

    public MediaMissingException(MediaObjectId id) {
        super("there is no media object " + id);
    }
}
