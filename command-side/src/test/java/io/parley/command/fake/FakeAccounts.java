package io.parley.command.fake;

import io.parley.command.user.AccountStore;
import io.parley.contract.Confidential;
import io.parley.contract.id.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Handles and credentials in memory. */
public final class FakeAccounts implements AccountStore {

    private final Map<String, UserId> handles = new HashMap<>();
    private final Map<UserId, Confidential> credentials = new HashMap<>();

    @Override
    public boolean claimHandle(String handle, UserId userId) {
        return handles.putIfAbsent(handle, userId) == null;
    }

    @Override
    public void storeCredentials(UserId userId, Confidential passwordHash) {
        credentials.put(userId, passwordHash);
    }

    @Override
    public void removeCredentials(UserId userId) {
        credentials.remove(userId);
    }

    @Override
    public boolean exists(UserId userId) {
        return credentials.containsKey(userId);
    }

    @Override
    public boolean existAll(Collection<UserId> userIds) {
        return credentials.keySet().containsAll(userIds);
    }

    /** The stored credentials by account. */
    public Map<UserId, Confidential> credentials() {
        return credentials;
    }
}
