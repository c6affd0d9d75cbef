package io.parley.infra.keyring;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
     * Destroys the keys of a chat and removes those that they wrapped.
     *
     * @param keyIds which they were when it went; a rotation may have replaced one since
     * @return how many lay below them
     */
    public int shred(ChatId chatId, Collection<KeyId> keyIds) {
        return shred(KeyKind.CHAT, chatId.toString(), keyIds);
    }

    /** As {@link #shred(ChatId, Collection)}, for the keys of a user. */
    public int shred(UserId userId, Collection<KeyId> keyIds) {
        return shred(KeyKind.USER, userId.toString(), keyIds);
    }

    private int shred(KeyKind kind, String owner, Collection<KeyId> named) {
        Set<KeyId> keyIds = new HashSet<>(named);
        List<KeyId> left = List.copyOf(keyIds);
        do {
            table.destroy(left);
            left = table.idsOf(kind, owner); // once more: one may have been replaced in between
            keyIds.addAll(left);
        } while (!left.isEmpty());
        int below = table.removeBelow(keyIds);
        keyring.invalidate(keyIds);
        keyring.invalidateOwner(owner);
        return below;
    }

    /** Destroys keys that wrap none, unless they went with the event itself: nothing lies below them that could be left. */
    public void shredLeaves(Collection<KeyId> keyIds) {
        if (keyring.destroysWithEvent()) {
            return;
        }
        table.destroy(keyIds);
        keyring.invalidateLeaves(keyIds);
    }
}
