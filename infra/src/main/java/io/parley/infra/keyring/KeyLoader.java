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
 * Reads keys from the database, unwraps them and leaves them in the cache. What does not unwrap is reported and left out. A rotation
 * may wrap a key anew between the reading of its row and that of the key that wraps it: what cannot be unwrapped is therefore read once
 * more before it counts as destroyed or unreadable. Blocking.
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
        Optional<LiveKey> found = table.findNewest(kind, owner)
                .flatMap(row -> unwrapTops(List.of(row)).stream().findFirst());
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

    private List<LiveKey> unwrapTops(List<KeyRow> rows) {
        return twice(rows, (all, failed) -> {
            List<LiveKey> unwrapped = new ArrayList<>();
            for (KeyRow row : all) {
                try {
                    unwrapped.add(wrapping.unwrapTop(row));
                } catch (GeneralSecurityException e) {
                    failed.add(new Failed(row, false));
                }
            }
            return unwrapped;
        });
    }

    private List<LiveKey> unwrapLeaves(List<KeyRow> rows) {
        return twice(rows, (all, failed) -> {
            Map<String, LiveKey> parents = findParents(all);
            List<LiveKey> unwrapped = new ArrayList<>();
            for (KeyRow row : all) {
                LiveKey parent = parents.get(row.wrappedBy());
                if (parent == null) {
                    failed.add(new Failed(row, parentId(row).isPresent()));
                } else {
                    unwrapLeaf(row, parent, failed).ifPresent(unwrapped::add);
                }
            }
            return unwrapped;
        });
    }

    private Optional<LiveKey> unwrapLeaf(KeyRow row, LiveKey parent, List<Failed> failed) {
        try {
            return Optional.of(wrapping.unwrapLeaf(row, parent));
        } catch (GeneralSecurityException e) {
            failed.add(new Failed(row, false));
            return Optional.empty();
        }
    }

    /**
     * A row that was not unwrapped.
     *
     * @param row which one
     * @param orphaned whether the key that wraps it is not there: then it was destroyed, which is nothing to report
     */
    private record Failed(KeyRow row, boolean orphaned) {}

    /** Unwraps rows, and adds those that it cannot unwrap to a list. */
    private interface Unwrapping {
        List<LiveKey> apply(List<KeyRow> rows, List<Failed> failed);
    }

    private List<LiveKey> twice(List<KeyRow> rows, Unwrapping unwrapping) {
        List<Failed> failed = new ArrayList<>();
        List<LiveKey> unwrapped = unwrapping.apply(rows, failed);
        if (failed.isEmpty()) {
            return unwrapped;
        }
        List<KeyRow> again =
                table.find(failed.stream().map(one -> one.row().keyId()).toList());
        List<Failed> failedAgain = new ArrayList<>();
        List<LiveKey> all = new ArrayList<>(unwrapped);
        all.addAll(unwrapping.apply(again, failedAgain));
        failedAgain.stream()
                .filter(one -> !one.orphaned())
                .forEach(one -> unreadable.key(one.row().keyId()));
        return all;
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
        List<LiveKey> loaded = unwrapTops(table.find(keyIds));
        cache.putWrappingKeys(loaded);
        return loaded;
    }

    private static Optional<KeyId> parentId(KeyRow row) {
        try {
            return Optional.of(KeyId.valueOf(row.wrappedBy()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
