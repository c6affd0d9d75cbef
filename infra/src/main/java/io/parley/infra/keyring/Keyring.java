package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import io.parley.infra.database.DeferredWrites;
import io.parley.infra.keyring.KeyWrapping.NewKey;
import io.parley.infra.startup.StoreKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of the platform: makes them in the current transaction and finds them again, in memory where it can. A key that was
 * destroyed is absent; so is one whose row was tampered with, which is also reported. Blocking.
 */
final class Keyring {

    private final KeyWrapping wrapping;
    private final KeyringTable table;
    private final KeyCache cache;
    private final KeyLoader loader;
    private final int readBatch;
    private final StoreKind store;
    private final DeferredWrites.Sink<KeyRow> rows = new Rows();
    private final DeferredWrites.Sink<Destroyed> topDestructions = new TopDestructions();
    private final DeferredWrites.Sink<KeyId> leafDestructions = new LeafDestructions();

    Keyring(
            KeyWrapping wrapping,
            KeyringTable table,
            KeyCache cache,
            KeyLoader loader,
            int readBatch,
            StoreKind store) {
        this.wrapping = wrapping;
        this.table = table;
        this.cache = cache;
        this.loader = loader;
        this.readBatch = readBatch;
        this.store = store;
    }

    /** Makes a chat's key. */
    void addTop(KeyKind kind, String owner) {
        add(wrapping.newTop(kind, owner));
    }

    /** Makes a leaf key below an existing key. */
    LiveKey addLeaf(KeyKind kind, String owner, LiveKey parent) {
        NewKey made = wrapping.newLeaf(kind, owner, parent);
        add(made);
        return made.live();
    }

    /** Makes an owner's key and a leaf key of the same owner below it, in the same transaction. */
    void addTopWithLeaf(KeyKind topKind, KeyKind leafKind, String owner) {
        NewKey top = wrapping.newTop(topKind, owner);
        add(top, wrapping.newLeaf(leafKind, owner, top.live()));
    }

    private void add(NewKey... made) {
        NewKeys.requireTransaction();
        for (NewKey key : made) {
            DeferredWrites.add(rows, key.row());
            NewKeys.remember(cache, key.live());
        }
    }

    /** A chat's or a user's key, the newest if there are several; empty once it is destroyed. */
    Optional<LiveKey> findTop(KeyKind kind, String owner) {
        return NewKeys.current(cache)
                .flatMap(mine -> mine.newestOf(kind, owner))
                .or(() -> Optional.ofNullable(cache.newestOf(kind, owner)))
                .or(() -> loader.loadTop(kind, owner));
    }

    /** A leaf key by its owner, for the kinds of which an owner has one. */
    Optional<LiveKey> findLeaf(KeyKind kind, String owner) {
        return NewKeys.current(cache)
                .flatMap(mine -> mine.newestOf(kind, owner))
                .or(() -> loader.loadLeaf(kind, owner));
    }

    /** Those of the leaf keys that exist. */
    Map<KeyId, LiveKey> findLeaves(Collection<KeyId> keyIds) {
        Map<KeyId, LiveKey> found = new HashMap<>(cache.leafKeys(keyIds));
        NewKeys.current(cache)
                .ifPresent(mine -> keyIds.forEach(id -> mine.leaf(id).ifPresent(k -> found.put(id, k))));
        List<KeyId> missing =
                keyIds.stream().distinct().filter(id -> !found.containsKey(id)).toList();
        for (int from = 0; from < missing.size(); from += readBatch) {
            int to = Math.min(missing.size(), from + readBatch);
            loader.loadLeaves(missing.subList(from, to)).forEach(key -> found.put(key.keyId(), key));
        }
        return found;
    }

    /** Whether there is no such key, of those that were written before the current transaction. */
    boolean isDestroyed(KeyId keyId) {
        return table.find(List.of(keyId)).isEmpty();
    }

    /** Whether keys are destroyed in the transaction of the event that tells of it. */
    boolean destroysWithEvent() {
        return store.isTransactional();
    }

    /**
     * Destroys keys together with the event of the current transaction. Where the log lies elsewhere, it is {@link KeyShredder} that
     * does it, once the event is in the log: nothing is destroyed of which no event tells.
     */
    void destroyLeaves(Collection<KeyId> keyIds) {
        if (destroysWithEvent()) {
            NewKeys.requireTransaction();
            keyIds.forEach(keyId -> DeferredWrites.add(leafDestructions, keyId));
        }
    }

    /** As {@link #destroyLeaves}, for the keys of a chat or user, and with them all that they wrap. */
    List<KeyId> destroyTop(KeyKind kind, String owner) {
        List<KeyId> keyIds = table.idsOf(kind, owner);
        if (destroysWithEvent()) {
            NewKeys.requireTransaction();
            DeferredWrites.add(topDestructions, new Destroyed(owner, keyIds));
        }
        return keyIds;
    }

    /** Forgets keys that were destroyed, and those that they wrap. */
    void invalidate(Collection<KeyId> keyIds) {
        cache.invalidate(keyIds);
    }

    /** Forgets all keys of a chat or user, which were destroyed, and those that they wrap. */
    void invalidateOwner(String owner) {
        cache.invalidateOwner(owner);
    }

    /** Forgets leaf keys that were destroyed. */
    void invalidateLeaves(Collection<KeyId> keyIds) {
        cache.invalidateLeaves(keyIds);
    }

    /**
     * The keys of a chat or user that are destroyed.
     *
     * @param owner whose
     * @param keyIds all that were there, as the event names them
     */
    private record Destroyed(String owner, List<KeyId> keyIds) {}

    /** After the keys that the transaction makes: one of these may be among them. */
    private final class TopDestructions implements DeferredWrites.Sink<Destroyed> {

        /** A key that came meanwhile, for a rotation has replaced one of these, is named by no event: then it is all done again. */
        @Override
        public void write(List<Destroyed> destroyed) {
            table.destroy(
                    destroyed.stream().flatMap(one -> one.keyIds().stream()).toList());
            List<String> owners = destroyed.stream().map(Destroyed::owner).toList();
            if (table.isOwner(owners)) {
                throw new OutdatedKeyException("A key was replaced while it was destroyed");
            }
            owners.forEach(cache::invalidateOwner);
        }

        @Override
        public void dropped(Destroyed destroyed) {
            // nothing was remembered of it
        }

        @Override
        public boolean isLast() {
            return true;
        }
    }

    /** After the keys that the transaction makes: one of these may be among them. */
    private final class LeafDestructions implements DeferredWrites.Sink<KeyId> {

        @Override
        public void write(List<KeyId> keyIds) {
            table.destroy(keyIds);
            cache.invalidateLeaves(keyIds);
        }

        @Override
        public void dropped(KeyId keyId) {
            // nothing was remembered of it
        }

        @Override
        public boolean isLast() {
            return true;
        }
    }

    /** Keys are written when their transaction ends, all by one statement, which comes cheaper than each by its own. */
    private final class Rows implements DeferredWrites.Sink<KeyRow> {

        @Override
        public void write(List<KeyRow> keys) {
            if (!table.insert(keys)) {
                cache.forgetWrapping(keys.stream()
                        .filter(key -> key.kind().isLeaf())
                        .map(key -> KeyId.valueOf(key.wrappedBy()))
                        .toList());
                throw new OutdatedKeyException("A key was replaced while it was used");
            }
        }

        @Override
        public void dropped(KeyRow key) {
            NewKeys.current(cache).ifPresent(mine -> mine.forget(key.keyId()));
        }
    }
}
