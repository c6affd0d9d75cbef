package io.parley.api.user;

import io.parley.contract.user.UserView;
import java.util.Locale;

/**
 * A user as they see themselves.
 *
 * @param userId the account
 * @param handle by which others find the user
 * @param displayName what others see
 * @param lastSeen who may see when the user was last seen
 */
record ProfileBody(String userId, String handle, String displayName, String lastSeen) {

    static ProfileBody of(UserView view) {
        return new ProfileBody(
                view.userId().toString(),
                view.handle().value(),
                view.displayName().value(),
                view.lastSeen().name().toLowerCase(Locale.ROOT));
    }

    /** Hides the names. */
    @Override
    public String toString() {
        return "ProfileBody[" + userId + "]";
    }
}
