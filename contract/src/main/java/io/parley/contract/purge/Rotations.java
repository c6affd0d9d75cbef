package io.parley.contract.purge;

import io.parley.contract.id.KeyId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Knows the rotations of keys. Blocking. */
public interface Rotations {

    /**
     * The rotation after which no copy from before opens keys that were shredded: the first that began after they were, has ended, and
     * with which, or before it, every key-encryption key was destroyed that stood above one of them. Nothing while it is still due.
     *
     * @param shreddedAt when the keys were gone
     * @param keys the keys
     */
    Optional<Rotation> after(Instant shreddedAt, Collection<KeyId> keys);
}
