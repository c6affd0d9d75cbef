package io.parley.infra.media.content;

import java.time.Duration;
import java.util.Optional;

/**
 * What is known of an upload when all of it has passed.
 *
 * @param contentType its type, by what it contains
 * @param size how many bytes are stored
 * @param sha256 the SHA-256 of the bytes that are stored, in lower-case hexadecimal digits
 * @param picture how it looks, if its headers say so; an image or a video
 * @param duration how long it lasts, if it is a sound or a video and that could be told
 */
public record ContentFacts(
        String contentType, long size, String sha256, Optional<Picture> picture, Optional<Duration> duration) {

    /** What is known of what does not last. */
    public ContentFacts(String contentType, long size, String sha256, Optional<Picture> picture) {
        this(contentType, size, sha256, picture, Optional.empty());
    }
}
