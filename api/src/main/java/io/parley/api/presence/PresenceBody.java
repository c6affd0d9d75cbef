package io.parley.api.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.id.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a user stands: an item of an answer, and the data of an event {@code presence}.
 *
 * @param userId who
 * @param online whether the user is online; false too for who may not see it
 * @param lastSeenAt when the user did something last; left out if that is unknown, or not to be seen
 */
@Schema(name = "Presence", description = "How a user stands; the data of an event `presence` too.")
public record PresenceBody(
        @Schema(format = "uuid") String userId,

        @Schema(
                description =
                        "Whether a stream of the user is open and the user did something in the last two minutes. False too "
                                + "for who may not see it, and for what is nobody's id.")
        boolean online,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "When the user did something last; left out if that is unknown, or not to be seen.")
        @Nullable
        Instant lastSeenAt) {

    static PresenceBody of(UserId user, Presence presence) {
        return new PresenceBody(user.toString(), presence.online(), presence.lastSeenAt());
    }

    /** What all look like to who may not see them. */
    static PresenceBody hidden(UserId user) {
        return new PresenceBody(user.toString(), false, null);
    }
}
