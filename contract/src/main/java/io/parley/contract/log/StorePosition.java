package io.parley.contract.log;

import io.parley.contract.id.Id;
import java.util.UUID;

/**
 * A position as it leaves the house: an event's number in the store with the store's epoch. Whoever has seen position p has
 * seen everything before it. A restore changes the epoch, so that a position from before it is known to be another's.
 *
 * @param epoch the store's epoch
 * @param value the position; 0 is before the first event
 */
public record StorePosition(UUID epoch, long value) {

    /**
     * Reads the text form, {@code epoch.value}.
     *
     * @throws IllegalArgumentException if the text is not a position
     */
    public static StorePosition valueOf(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > 60) {
            throw new IllegalArgumentException("not a position");
        }
        String digits = text.substring(dot + 1);
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a position");
        }
        return new StorePosition(Id.parse(text.substring(0, dot)), Long.parseLong(digits));
    }

    @Override
    public String toString() {
        return epoch + "." + value;
    }
}
