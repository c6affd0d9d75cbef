package io.parley.contract.keys;

/** Hears how a rotation gets on, on the node that it runs on. A test tool may fail there, or end the process. */
@FunctionalInterface
public interface RotationObserver {

    /** Something is done, and what follows from it is not. Called by whichever thread did it; what it throws ends the attempt. */
    void reached(Point point);

    /** What was done last. Names are those of fault points. */
    enum Point {
        /** A rotation is taken up, for the first time or again. */
        BEGUN,
        /** The new key-encryption key is in the key file. */
        KEY_ADDED,
        /** Nothing new comes below the old ones any more. */
        OLD_KEYS_RETIRED,
        /** Some keys of chats and users have successors. */
        KEYS_REPLACED,
        /** Some of what lies below replaced keys is wrapped anew. */
        LEAVES_REWRAPPED,
        /** Some of the other keys of chats, users and services are wrapped anew. */
        KEYS_REWRAPPED,
        /** The keyring's backup is written. */
        BACKED_UP,
        /** The old key-encryption keys are gone from the key file. */
        KEY_DESTROYED,
        /** The database has freed the room of the rows as they were. */
        VACUUMED
    }
}
