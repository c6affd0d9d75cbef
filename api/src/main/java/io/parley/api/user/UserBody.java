package io.parley.api.user;

import io.parley.contract.user.UserView;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A user as others see them.
 *
 * @param userId the account
 * @param handle by which others find the user
 * @param displayName what others see
 */
@Schema(name = "User", description = "A user as others see them.")
record UserBody(
        @Schema(format = "uuid") String userId,
        @Schema(example = "ada") String handle,
        @Schema(example = "Ada Lovelace") String displayName) {

    static UserBody of(UserView view) {
        return new UserBody(
                view.userId().toString(),
                view.handle().value(),
                view.displayName().value());
    }

    /** Hides the names. */
    @Override
    public String toString() {
        return "UserBody[" + userId + "]";
    }
}
