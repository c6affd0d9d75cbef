package io.parley.api.user;

import io.parley.contract.user.UserView;

/**
 * A user as others see them.
 *
 * @param userId the account
 * @param handle by which others find the user
 * @param displayName what others see
 */
record UserBody(String userId, String handle, String displayName) {

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
