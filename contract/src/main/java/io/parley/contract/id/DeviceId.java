package io.parley.contract.id;

import java.util.UUID;

/**
 * A device's session: one login on one device.
 *
 * @param value the identifier; its canonical text form (RFC 9562) is what clients see
 */
public record DeviceId(UUID value) implements Id {

    /** A new random identifier. */
    public static DeviceId random() {
        return new DeviceId(UUID.randomUUID());
    }

    /**
     * Reads the canonical text form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    public static DeviceId valueOf(String text) {
        return new DeviceId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
