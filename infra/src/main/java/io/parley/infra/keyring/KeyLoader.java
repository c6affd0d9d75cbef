package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads keys from the database, unwraps them and leaves them in the cache. What does not unwrap is reported and left out.
 * Blocking.
 */
final class KeyLoader {

    private final KeyringTable table;
    private final KeyWrapping wrapping;
    private final KeyCache cache;
    private final UnreadableContent unreadable;

    KeyLoader(KeyringTable table, KeyWrapping wrapping, KeyCache cache, UnreadableContent unreadable) {
        this.table = table;
        this.wrapping = wrapping;
        this.cache = cache;
        this.unreadable = unreadable;
    }

    /** The newest key of a chat or user. */
    Optional<LiveKey> loadTop(KeyKind kind, String owner) {
        Optional<LiveKey> found = table.findNewest(kind, owner).flatMap(this::unwrapTop);
        found.ifPresent(key -> cache.putNewest(key));
        return found;
    }

    /** The newest leaf key of an owner; not kept in the cache. */
    Optional<LiveKey> loadLeaf(KeyKind kind, String owner) {
        return table.findNewest(kind, owner)
                .flatMap(row -> unwrapLeaves(List.of(row)).stream().findFirst());
    }

    /** Those leaf keys that exist, by one statement, and one more for those that wrap them. */
    List<LiveKey> loadLeaves(List<KeyId> keyIds) {
        List<LiveKey> loaded = unwrapLeaves(table.find(keyIds));
        cache.putLeafKeys(loaded);
        return loaded;
    }

    private List<LiveKey> unwrapLeaves(List<KeyRow> rows) {
        Map<String, LiveKey> parents = findParents(rows);
        List<LiveKey> unwrapped = new ArrayList<>();
        for (KeyRow row : rows) {
            LiveKey parent = parents.get(row.wrappedBy());
            if (parent != null) {
                unwrapLeaf(row, parent).ifPresent(unwrapped::add);
            }
        }
        return unwrapped;
    }

    /** The keys that wrap these and still exist, by the text in which the rows name them. */
    private Map<String, LiveKey> findParents(List<KeyRow> rows) {
        Map<String, LiveKey> parents = new HashMap<>();
        Set<KeyId> missing = new HashSet<>();
        for (KeyRow row : rows) {
            parentId(row).ifPresent(id -> {
                LiveKey cached = cache.wrappingKey(id);
                if (cached == null) {
                    missing.add(id);
                } else {
                    parents.put(row.wrappedBy(), cached);
                }
            });
        }
        loadParents(missing).forEach(key -> parents.put(key.keyId().toString(), key));
        return parents;
    }

    private List<LiveKey> loadParents(Set<KeyId> keyIds) {
        if (keyIds.isEmpty()) {
            return List.of();
        }
        List<LiveKey> loaded = table.find(keyIds).stream()
                .flatMap(row -> unwrapTop(row).stream())
                .toList();
        cache.putWrappingKeys(loaded);
        return loaded;
    }

    private Optional<KeyId> parentId(KeyRow row) {
        try {
            return Optional.of(KeyId.valueOf(row.wrappedBy()));
        } catch (IllegalArgumentException e) {
            unreadable.key(row.keyId());
            return Optional.empty();
        }
    }

    private Optional<LiveKey> unwrapTop(KeyRow row) {
        try {
            return Optional.of(wrapping.unwrapTop(row));
        } catch (GeneralSecurityException e) {
            unreadable.key(row.keyId());
            return Optional.empty();
        }
    }

    private Optional<LiveKey> unwrapLeaf(KeyRow row, LiveKey parent) {
        try {
            return Optional.of(wrapping.unwrapLeaf(row, parent));
        } catch (GeneralSecurityException e) {
            unreadable.key(row.keyId());
            return Optional.empty();
        }
    }
}
