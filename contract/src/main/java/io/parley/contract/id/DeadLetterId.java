package io.parley.contract.id;

import java.util.UUID;

/**
 * An event that a projection holds back, in one projection.
 *
 * @param value the identifier; its canonical text form (RFC 9562) is what clients see
 */
public record DeadLetterId(UUID value) implements Id {

    /** A new random identifier. */
    public static DeadLetterId random() {
        return new DeadLetterId(UUID.randomUUID());
    }

    /**
     * Reads the canonical text form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static DeadLetterId valueOf(String text) {
        return new DeadLetterId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
