package io.parley.contract.user;

import io.parley.contract.id.UserId;
import java.util.Optional;

/** Reads stored credentials. Blocking. */
public interface CredentialReader {

    /** The credentials of an account. */
    Optional<StoredCredentials> find(UserId userId);
}
