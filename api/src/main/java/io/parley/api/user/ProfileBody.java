package io.parley.api.user;

import io.parley.api.json.Words;
import io.parley.contract.user.UserView;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A user as they see themselves.
 *
 * @param userId the account
 * @param handle by which others find the user
 * @param displayName what others see
 * @param lastSeen who may see when the user was last seen
 */
@Schema(name = "Profile", description = "A user as they see themselves.")
record ProfileBody(
        @Schema(format = "uuid") String userId,
        @Schema(example = "ada") String handle,
        @Schema(example = "Ada Lovelace") String displayName,

        @Schema(allowableValues = {"everyone", "contacts", "nobody"})
        String lastSeen) {

    static ProfileBody of(UserView view) {
        return new ProfileBody(
                view.userId().toString(),
                view.handle().value(),
                view.displayName().value(),
                Words.of(view.lastSeen()));
    }

    /** Hides the names. */
    @Override
    public String toString() {
        return "ProfileBody[" + userId + "]";
    }
}
