package io.parley.contract.id;

import java.util.UUID;

/**
 * Somebody who operates the platform: no user, and known by a token of their own.
 *
 * @param value the identifier; its canonical text form (RFC 9562) is what clients see
 */
public record OperatorId(UUID value) implements Id {

    /** A new random identifier. */
    public static OperatorId random() {
        return new OperatorId(UUID.randomUUID());
    }

    /**
     * Reads the canonical text form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static OperatorId valueOf(String text) {
        return new OperatorId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
