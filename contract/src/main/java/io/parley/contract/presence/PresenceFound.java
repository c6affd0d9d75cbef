package io.parley.contract.presence;

import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link PresenceQuery.FindPresence}.
 *
 * @param users one for each that was asked about, in the same order
 */
public record PresenceFound(List<Seen> users) {

    /** The list is kept as it is now. */
    public PresenceFound {
        users = List.copyOf(users);
    }

    /**
     * What is known of one user.
     *
     * @param userId who was asked about
     * @param visible whether the viewer may see anything of the user
     * @param lastSeenAt when the user was last seen, as far as it was written down; null if that is not known, or not visible
     */
    public record Seen(
            UserId userId, boolean visible, @Nullable Instant lastSeenAt) {}
}
