package io.parley.infra.keyring;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tries what a master key file opens: keys as they rest in a keyring or in a copy of one, and, with each key that can be had, copies of
 * messages. Knows no table. The keys that wrap others are to be given first; only they are remembered, so that there may be any number
 * of keys. For one thread.
 */
public final class KeyTrial {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final KeyWrapping wrapping;
    private final Map<String, LiveKey> tops = new HashMap<>();
    private final List<Copy> copies = new ArrayList<>();
    private final Set<MessageId> opened = new HashSet<>();
    private long unwrapped;

    /** A trial with the key-encryption keys that are in a file now. */
    public KeyTrial(MasterKeyFile file) {
        wrapping = new KeyWrapping(file.keys(), () -> {
            throw new IllegalStateException("a trial makes no keys");
        });
    }

    private record Copy(MessageId messageId, byte[] sealed, byte[] context) {}

    /** Adds a copy of what a message's event holds: each key that is taken from now on is tried on it. */
    public void add(ChatId chatId, MessageId messageId, byte[] sealed) {
        byte[] context = LiveKey.contentContext(KeyKind.MESSAGE, chatId.toString(), messageId.toString());
        copies.add(new Copy(messageId, sealed, context));
    }

    /**
     * Takes a key as it rests, by the columns of {@code work.keyring}.
     *
     * @return whether it can be had
     */
    public boolean take(String keyId, String kind, String owner, String wrappedBy, byte[] wrapped) {
        Optional<LiveKey> key = unwrap(keyId, kind, owner, wrappedBy, wrapped);
        key.ifPresent(had -> {
            unwrapped++;
            copies.forEach(copy -> open(copy, had));
        });
        return key.isPresent();
    }

    private Optional<LiveKey> unwrap(String keyId, String kind, String owner, String wrappedBy, byte[] wrapped) {
        try {
            KeyRow row = new KeyRow(KeyId.valueOf(keyId), KeyKind.ofStored(kind), owner, wrappedBy, wrapped);
            if (ID.matcher(wrappedBy).matches()) {
                LiveKey parent = tops.get(wrappedBy);
                return parent == null ? Optional.empty() : Optional.of(wrapping.unwrapLeaf(row, parent));
            }
            LiveKey top = wrapping.unwrapTop(row);
            tops.put(keyId, top);
            return Optional.of(top);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty(); // that is what was to be found out
        }
    }

    private void open(Copy copy, LiveKey key) {
        try {
            key.key().decrypt(copy.sealed(), copy.context());
            opened.add(copy.messageId());
        } catch (GeneralSecurityException e) {
            // as it should be
        }
    }

    /** How many of the keys could be had. */
    public long unwrapped() {
        return unwrapped;
    }

    /** The messages of which some key opened a copy. */
    public Set<MessageId> opened() {
        return Set.copyOf(opened);
    }
}
