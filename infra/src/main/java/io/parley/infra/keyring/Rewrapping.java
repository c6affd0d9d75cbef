package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import io.parley.infra.keyring.RewrapTable.Placed;
import io.parley.infra.keyring.RewrapTable.Succession;
import java.security.GeneralSecurityException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a rotation does to the keyring, in batches that each belong into a short transaction of their own. Batches may be worked on by
 * several threads as long as each has retired keys of its own. What cannot be unwrapped is reported, left as it is, and not looked at
 * again by this object. Blocking.
 */
public final class Rewrapping {

    /** Before all others. */
    public static final KeyId NONE = new KeyId(new UUID(0, 0));

    /** More than that are no damage to some rows any more. */
    private static final int MOST_UNREADABLE = 10_000;

    private final RewrapTable rows;
    private final KeyringTable keyring;
    private final KeyWrapping wrapping;
    private final KeyCache cache;
    private final UnreadableContent report;
    private final Set<KeyId> unreadable = ConcurrentHashMap.newKeySet();

    Rewrapping(RewrapTable rows, KeyringTable keyring, KeyWrapping wrapping, KeyCache cache, UnreadableContent report) {
        this.rows = rows;
        this.keyring = keyring;
        this.wrapping = wrapping;
        this.cache = cache;
        this.report = report;
    }

    /** Forgets what could not be unwrapped: it is tried again. */
    public void begin() {
        unreadable.clear();
    }

    /**
     * Gives successors to some keys of chats and users that wrapped something that was shredded. They take nothing new from then on.
     *
     * @param after behind which key to look
     * @return the last key that got one; empty if there is none any more behind that
     */
    public Optional<KeyId> replace(KeyId after, int most) {
        List<KeyRow> found = rows.shreddedBelow(after, most);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<KeyRow> successors = found.stream()
                .map(row -> wrapping.newTop(row.kind(), row.owner()).row())
                .toList();
        if (!keyring.insert(successors)) {
            throw new IllegalStateException("the new key-encryption key wraps nothing new any more");
        }
        rows.retire(found.stream().map(KeyRow::keyId).toList());
        return Optional.of(found.get(found.size() - 1).keyId());
    }

    /** Whether there are keys to be replaced, such as others had locked. */
    public boolean isAnyToReplace() {
        return rows.isShreddedBelowAny();
    }

    /** The next retired keys, in order. This node does not use them for what is new. */
    public List<KeyId> retired(KeyId after, int most) {
        List<KeyId> retired = rows.retired(after, most);
        cache.forgetWrapping(retired);
        return retired;
    }

    /** How many keys lie below retired ones. */
    public long countBelowRetired() {
        return rows.countBelowRetired();
    }

    /** How many keys lie below these key-encryption keys, those aside that cannot be unwrapped. */
    public long countBelow(Collection<String> kekIds) {
        return rows.countBelow(kekIds, unreadable);
    }

    /**
     * Wraps some of what lies below retired keys by their successors. Whatever was destroyed meanwhile is not there any more.
     *
     * @return how many
     */
    public int rewrapBelow(Collection<KeyId> retired, int most) {
        rows.commitHastily();
        Map<String, Parents> parents = new HashMap<>();
        for (Succession succession : rows.lockSuccessions(retired)) {
            unwrap(succession)
                    .ifPresent(both -> parents.put(succession.retired().keyId().toString(), both));
        }
        if (parents.isEmpty()) {
            return 0;
        }
        List<Placed> rewrapped = new ArrayList<>();
        for (Placed leaf : rows.lockBelow(parents.keySet(), unreadable, most)) {
            Parents both = parents.get(leaf.row().wrappedBy());
            if (both != null) {
                rewrap(leaf, both).ifPresent(rewrapped::add);
            }
        }
        rows.update(rewrapped);
        return rewrapped.size();
    }

    private record Parents(LiveKey retired, LiveKey successor) {}

    private Optional<Parents> unwrap(Succession succession) {
        Optional<LiveKey> retired = unwrap(succession.retired());
        return retired.isEmpty()
                ? Optional.empty()
                : unwrap(succession.successor()).map(successor -> new Parents(retired.get(), successor));
    }

    private Optional<LiveKey> unwrap(KeyRow row) {
        try {
            return Optional.of(wrapping.unwrapTop(row));
        } catch (GeneralSecurityException e) {
            unreadable(row);
            return Optional.empty();
        }
    }

    private Optional<Placed> rewrap(Placed leaf, Parents parents) {
        try {
            LiveKey key = wrapping.unwrapLeaf(leaf.row(), parents.retired());
            return Optional.of(new Placed(leaf.place(), wrapping.wrapLeaf(key, parents.successor())));
        } catch (GeneralSecurityException e) {
            unreadable(leaf.row());
            return Optional.empty();
        }
    }

    private void unreadable(KeyRow row) {
        if (unreadable.add(row.keyId())) {
            report.key(row.keyId());
        }
        if (unreadable.size() > MOST_UNREADABLE) {
            throw new IllegalStateException("too many keys cannot be unwrapped");
        }
    }

    /**
     * Destroys those of the retired keys that wrap nothing any more.
     *
     * @return whether none of them is left, those aside that cannot be unwrapped
     */
    public boolean destroy(Collection<KeyId> retired, OffsetDateTime now) {
        rows.destroy(retired, unreadable, now);
        List<KeyId> readable =
                retired.stream().filter(keyId -> !unreadable.contains(keyId)).toList();
        return !rows.isRetiredAny(readable);
    }

    /**
     * Wraps some of what lies below old key-encryption keys by a new one.
     *
     * @return how many
     */
    public int rewrapTops(Collection<String> kekIds, String newKekId, int most) {
        rows.commitHastily();
        List<Placed> rewrapped = new ArrayList<>();
        for (Placed top : rows.lockBelow(kekIds, unreadable, most)) {
            unwrap(top.row()).ifPresent(key -> rewrapped.add(new Placed(top.place(), wrapping.wrapTop(key, newKekId))));
        }
        rows.update(rewrapped);
        return rewrapped.size();
    }
}
