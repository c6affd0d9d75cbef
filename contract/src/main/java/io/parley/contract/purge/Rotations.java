package io.parley.contract.purge;

import java.time.Instant;
import java.util.Optional;

/** Knows the rotations of keys. Blocking. */
public interface Rotations {

    /** The first ended rotation that began after a moment; nothing while it is still due. */
    Optional<Rotation> after(Instant shreddedAt);
}
