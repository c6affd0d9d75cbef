package io.parley.query.presence;

import io.parley.contract.user.LastSeenVisibility;
import org.jspecify.annotations.Nullable;

/**
 * What connects two users.
 *
 * @param shared whether they share a living chat
 * @param direct whether one of these is a direct one
 */
record Bond(boolean shared, boolean direct) {

    /**
     * Whether one of the two sees the other: if each lets the other see. So who shows it to nobody sees nobody, and who shows it to
     * contacts sees contacts alone.
     *
     * @param one the setting of one of them; null if that is nobody's account
     * @param other the other's
     */
    boolean lets(@Nullable LastSeenVisibility one, @Nullable LastSeenVisibility other) {
        return shows(one) && shows(other);
    }

    private boolean shows(@Nullable LastSeenVisibility setting) {
        if (setting == null) {
            return false;
        }
        return switch (setting) {
            case EVERYONE -> shared;
            case CONTACTS -> direct;
            case NOBODY -> false;
        };
    }
}
