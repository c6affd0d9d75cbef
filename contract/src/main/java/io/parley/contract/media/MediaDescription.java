package io.parley.contract.media;

import org.jspecify.annotations.Nullable;

/**
 * What is known of media, as members see it. Only ever in memory; at rest it is {@link io.parley.contract.crypto.Ciphertext}.
 *
 * @param name the file's name, cleaned
 * @param contentType the type, by content
 * @param size how many bytes there are
 * @param sha256 the SHA-256 of those bytes, in lower-case hexadecimal digits
 * @param width how wide an image or a video is when it is shown, in pixels; null if it is not known
 * @param height how high, alike
 * @param durationMillis how long audio or a video lasts, in milliseconds; null if it is not known
 * @param waveform how loud audio is, in 64 steps of equal length: two hexadecimal digits for each, 00 for silence and ff for the
 *     loudest of them; null if it is not known
 * @param placeholder a blurred image to be shown until the image itself is there, as a BlurHash; null if there is none
 */
public record MediaDescription(
        String name,
        String contentType,
        long size,
        String sha256,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMillis,
        @Nullable String waveform,
        @Nullable String placeholder) {

    /** Hides what it describes. */
    @Override
    public String toString() {
        return "MediaDescription[" + size + " bytes]";
    }
}
