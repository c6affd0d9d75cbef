package io.parley.contract.id;

import java.util.UUID;

/**
 * A key in the keyring.
 *
 * @param value the identifier; its canonical text form (RFC 9562) is what clients see
 */
public record KeyId(UUID value) implements Id {

    /** A new random identifier. */
    public static KeyId random() {
        return new KeyId(UUID.randomUUID());
    }

    /**
     * Reads the canonical text form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static KeyId valueOf(String text) {
        return new KeyId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
