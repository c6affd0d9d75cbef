package io.parley.api.media;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;

/** Media as they appear in paths. */
final class MediaPaths {

    private MediaPaths() {}

    /** The media that a path names; what is no identifier names none. */
    static MediaId mediaId(String text) {
        try {
            return MediaId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw notFound();
        }
    }

    static Rejection notFound() {
        return new Rejection(ErrorCode.MEDIA_NOT_FOUND, "There are no such media, or not for you, or not any more.");
    }
}
