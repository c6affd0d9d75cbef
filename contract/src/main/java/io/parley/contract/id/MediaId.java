package io.parley.contract.id;

import java.util.UUID;

/**
 * An image, a piece of audio or a video that was uploaded.
 *
 * @param value the identifier; its canonical text form (RFC 9562) is what clients see
 */
public record MediaId(UUID value) implements Id {

    /** A new random identifier. */
    public static MediaId random() {
        return new MediaId(UUID.randomUUID());
    }

    /**
     * Reads the canonical text form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static MediaId valueOf(String text) {
        return new MediaId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
