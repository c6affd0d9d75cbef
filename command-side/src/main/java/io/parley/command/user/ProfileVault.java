package io.parley.command.user;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import java.util.List;

/** Encrypts what users call themselves. Keys are written in the transaction of the command that is being handled. */
public interface ProfileVault {

    /** Makes the user's key, which wraps all leaf keys of the user, and the profile's leaf key. */
    void createKeys(UserId userId);

    /**
     * Encrypts a handle or display name under the profile's leaf key.
     *
     * @param field names the field; it is bound to the ciphertext, so that one cannot be passed off as another
     */
    Ciphertext seal(UserId userId, String field, Confidential text);

    /**
     * Destroys the user's key, with the current transaction: neither the profile nor the names of devices can be read any more.
     *
     * @return what was destroyed; empty if there was nothing left
     */
    List<KeyId> destroyKeys(UserId userId);
}
