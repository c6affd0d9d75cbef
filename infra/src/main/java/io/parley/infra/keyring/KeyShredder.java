package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import java.util.Collection;

/**
 * Destroys keys of which an event tells that they are destroyed. Idempotent: as a rule they went with the event itself, and only what
 * lay below them is still there. Statements join the current transaction. Blocking.
 */
public final class KeyShredder {

    private final KeyringTable table;
    private final Keyring keyring;

    KeyShredder(KeyringTable table, Keyring keyring) {
        this.table = table;
        this.keyring = keyring;
    }

    /**
     * Destroys keys and removes those that they wrapped.
     *
     * @return how many lay below them
     */
    public int shred(Collection<KeyId> keyIds) {
        table.destroy(keyIds);
        int below = table.removeBelow(keyIds);
        keyring.invalidate(keyIds);
        return below;
    }

    /** Destroys keys that wrap none. */
    public void shredLeaves(Collection<KeyId> keyIds) {
        table.destroy(keyIds);
        keyring.invalidateLeaves(keyIds);
    }
}
