package io.parley.contract.id;

import java.util.UUID;

/**
 * A user's account.
 *
 * @param value the identifier; its canonical text form (RFC 9562) is what clients see
 */
public record UserId(UUID value) implements Id {

    /** A new random identifier. */
    public static UserId random() {
        return new UserId(UUID.randomUUID());
    }

    /**
     * Reads the canonical text form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static UserId valueOf(String text) {
        return new UserId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
