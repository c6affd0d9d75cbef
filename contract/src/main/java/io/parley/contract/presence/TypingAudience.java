package io.parley.contract.presence;

import io.parley.contract.id.UserId;
import java.util.List;

/**
 * The answer to {@link PresenceQuery.FindTypingAudience}.
 *
 * @param hearers who hears of it
 */
public record TypingAudience(List<UserId> hearers) {

    /** The list is kept as it is now. */
    public TypingAudience {
        hearers = List.copyOf(hearers);
    }
}
