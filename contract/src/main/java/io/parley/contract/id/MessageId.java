package io.parley.contract.id;

import java.util.UUID;

/**
 * A message. Chosen by the client that sends it, and unique whoever sends: it makes sending idempotent.
 *
 * @param value the identifier; its canonical text form (RFC 9562) is what clients see
 */
public record MessageId(UUID value) implements Id {

    /** A new random identifier. */
    public static MessageId random() {
        return new MessageId(UUID.randomUUID());
    }

    /**
     * Reads the canonical text form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static MessageId valueOf(String text) {
        return new MessageId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
