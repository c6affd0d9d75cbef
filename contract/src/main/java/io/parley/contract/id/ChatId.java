package io.parley.contract.id;

import java.util.UUID;

/**
 * A chat.
 *
 * @param value the identifier; its canonical text form (RFC 9562) is what clients see
 */
public record ChatId(UUID value) implements Id {

    /** A new random identifier. */
    public static ChatId random() {
        return new ChatId(UUID.randomUUID());
    }

    /**
     * Reads the canonical text form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static ChatId valueOf(String text) {
        return new ChatId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
