package io.parley.command.user;

import io.parley.contract.Confidential;
import io.parley.contract.id.UserId;
import java.util.Collection;

/**
 * Handles and credentials: what must be looked up or must never be in an event. Writes join the transaction of the command
 * that is being handled.
 */
public interface AccountStore {

    /**
     * Claims a handle for an account for ever. Of two claims at once one wins; the other waits for its outcome.
     *
     * @return whether the handle is now the account's
     */
    boolean claimHandle(String handle, UserId userId);

    /** Stores the credentials of a new account. */
    void storeCredentials(UserId userId, Confidential passwordHash);

    /** Forgets the credentials of an account, so that it no longer exists for anybody. Its handle stays claimed. */
    void removeCredentials(UserId userId);

    /** Whether there is such an account. */
    boolean exists(UserId userId);

    /** Whether there are all of these accounts. */
    boolean existAll(Collection<UserId> userIds);
}
