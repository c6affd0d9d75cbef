package io.parley.contract.keys;

import java.util.Optional;

/**
 * Rotations of keys: one at a time, whichever node it runs on. Blocking; throws {@link io.parley.contract.error.Rejection}
 * {@code unavailable} if the store cannot be reached.
 */
public interface KeyRotations {

    /**
     * Begins a rotation, unless one is under way, and does not wait for it.
     *
     * @return the one that is under way now
     * @throws io.parley.contract.error.Rejection {@code keys_fixed} if the file with the key-encryption keys cannot be changed;
     *     then nothing was begun
     */
    Rotation start();

    /** The rotation that is under way, or else the last one; empty if there was none. */
    Optional<Rotation> latest();
}
