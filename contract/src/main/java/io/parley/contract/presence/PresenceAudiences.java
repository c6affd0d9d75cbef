package io.parley.contract.presence;

import io.parley.contract.id.UserId;
import java.util.List;

/**
 * The answer to {@link PresenceQuery.FindPresenceAudiences}.
 *
 * @param audiences one for each user whom any contact may see
 * @param more whether there are more contacts than were asked for
 */
public record PresenceAudiences(List<Audience> audiences, boolean more) {

    /** The list is kept as it is now. */
    public PresenceAudiences {
        audiences = List.copyOf(audiences);
    }

    /**
     * Who may see a user.
     *
     * @param userId the user
     * @param contacts who may
     */
    public record Audience(UserId userId, List<UserId> contacts) {

        /** The list is kept as it is now. */
        public Audience {
            contacts = List.copyOf(contacts);
        }
    }
}
