package io.parley.contract.keys;

import java.util.Locale;

/** Where a rotation stands. In order; a rotation never goes back. The names, in lower case, are stored and shown. */
public enum RotationPhase {
    /** The new key-encryption key comes into the key file; the old ones wrap nothing new from then on. */
    ADDING,
    /** Keys of chats and users that wrapped something shredded get successors. */
    REPLACING,
    /** What lives below such keys is wrapped by their successors, and they are destroyed. */
    REWRAPPING_LEAVES,
    /** All other keys of chats, users and services are wrapped by the new key-encryption key. */
    REWRAPPING_KEYS,
    /** The keyring's backup is written anew, if there is one. */
    BACKING_UP,
    /** The old key-encryption keys leave the key file: what only they could open is lost for ever. */
    DESTROYING,
    /** The database frees the room of the rows as they were before. */
    VACUUMING,
    /** It is done: backups from before are blind for what was shredded before it began. */
    ENDED;

    /** The name that is stored and shown. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of that name. */
    public static RotationPhase ofStored(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
