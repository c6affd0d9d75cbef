package io.parley.infra.keyring;

import io.parley.infra.startup.StartupProblem;
import java.util.Set;

/** Key-encryption keys that can be exchanged while they are used. All nodes see a change as soon as they need it. */
public interface RotatingKeys extends KeyEncryptionKeys {

    /** The identifiers of all keys. */
    Set<String> ids();

    /** An identifier that none of them has. */
    String newId();

    /**
     * Makes sure that keys can be exchanged here.
     *
     * @throws KeysFixedException if not, and why
     */
    void requireChangeable();

    /**
     * Makes a new key that wraps what is new from now on. Does nothing if there is a key of that identifier.
     *
     * @throws KeysFixedException if keys cannot be exchanged here
     */
    void add(String keyId);

    /**
     * Destroys all keys but one.
     *
     * @throws KeysFixedException if keys cannot be exchanged here
     * @throws IllegalStateException if there is no such key
     */
    void keepOnly(String keyId);

    /**
     * Looks whether another node has exchanged keys.
     *
     * @throws StartupProblem if they cannot be read any more
     */
    void refresh();
}
