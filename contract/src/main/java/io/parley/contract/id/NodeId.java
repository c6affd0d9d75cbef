package io.parley.contract.id;

import java.util.UUID;

/**
 * A node of the platform, from its start to its end: started again it is another.
 *
 * @param value the identifier
 */
public record NodeId(UUID value) implements Id {

    /** A new random identifier. */
    public static NodeId random() {
        return new NodeId(UUID.randomUUID());
    }

    /**
     * Reads the canonical text form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static NodeId valueOf(String text) {
        return new NodeId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
