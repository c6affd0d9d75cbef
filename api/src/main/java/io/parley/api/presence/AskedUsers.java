package io.parley.api.presence;

import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The users that a query string names. */
final class AskedUsers {

    /** The parameter. */
    static final String PARAMETER = "userIds";

    /** The most users of a request. */
    static final int MOST = 100;

    private AskedUsers() {}

    /** The users in the order in which they are named, each once. Unlike in a path, what is no identifier is refused. */
    static List<UserId> of(@Nullable String text) {
        String[] named = text == null ? new String[0] : text.split(",", -1);
        if (named.length < 1 || named.length > MOST) {
            throw invalid();
        }
        Set<UserId> users = new LinkedHashSet<>();
        for (String one : named) {
            users.add(user(one));
        }
        return List.copyOf(users);
    }

    private static UserId user(String text) {
        try {
            return UserId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw invalid();
        }
    }

    private static Rejection invalid() {
        return Rejection.invalid(PARAMETER, "must be 1 to " + MOST + " identifiers of users, separated by commas");
    }
}
