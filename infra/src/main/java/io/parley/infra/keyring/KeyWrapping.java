package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;

/** Makes keys and wraps them, and unwraps what the keyring holds. Knows no table. */
final class KeyWrapping {

    private final KeyEncryptionKeys keyEncryptionKeys;
    private final Supplier<KeyId> ids;

    KeyWrapping(KeyEncryptionKeys keyEncryptionKeys, Supplier<KeyId> ids) {
        this.keyEncryptionKeys = keyEncryptionKeys;
        this.ids = ids;
    }

    /**
     * A new key, not yet in the keyring.
     *
     * @param row as it will rest
     * @param live unwrapped
     */
    record NewKey(KeyRow row, LiveKey live) {}

    /** A new key that the key-encryption key wraps. */
    NewKey newTop(KeyKind kind, String owner) {
        LiveKey made = new LiveKey(ids.get(), kind, owner, null, AesKey.random());
        return new NewKey(wrapTop(made, keyEncryptionKeys.currentId()), made);
    }

    /** A key as it rests when a certain key-encryption key wraps it. */
    KeyRow wrapTop(LiveKey key, String kekId) {
        KeyRow row = new KeyRow(key.keyId(), key.kind(), key.owner(), kekId, new byte[0]);
        try {
            return withBytes(row, keyEncryptionKeys.wrap(kekId, key.key().export(), row.associatedData()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key-encryption key " + kekId + " cannot wrap", e);
        }
    }

    /** A new key that encrypts content and that a key of the keyring wraps. */
    NewKey newLeaf(KeyKind kind, String owner, LiveKey parent) {
        LiveKey made = new LiveKey(ids.get(), kind, owner, parent.asParent(), AesKey.random());
        return new NewKey(wrapLeaf(made, parent), made);
    }

    /** A key that encrypts content as it rests when a certain key of the keyring wraps it. */
    KeyRow wrapLeaf(LiveKey key, LiveKey parent) {
        KeyRow row =
                new KeyRow(key.keyId(), key.kind(), key.owner(), parent.keyId().toString(), new byte[0]);
        return withBytes(row, parent.key().encrypt(key.key().export(), row.associatedData()));
    }

    /**
     * Unwraps a key that a key-encryption key wraps.
     *
     * @throws GeneralSecurityException if that key is not there, or the row is not what was written
     */
    LiveKey unwrapTop(KeyRow row) throws GeneralSecurityException {
        byte[] key = keyEncryptionKeys.unwrap(row.wrappedBy(), row.wrapped(), row.associatedData());
        return new LiveKey(row.keyId(), row.kind(), row.owner(), null, toKey(key));
    }

    /**
     * Unwraps a key that a key of the keyring wraps.
     *
     * @throws GeneralSecurityException if the row is not what was written
     */
    LiveKey unwrapLeaf(KeyRow row, LiveKey parent) throws GeneralSecurityException {
        byte[] key = parent.key().decrypt(row.wrapped(), row.associatedData());
        return new LiveKey(row.keyId(), row.kind(), row.owner(), parent.asParent(), toKey(key));
    }

    private static KeyRow withBytes(KeyRow row, byte[] wrapped) {
        return new KeyRow(row.keyId(), row.kind(), row.owner(), row.wrappedBy(), wrapped);
    }

    private static AesKey toKey(byte[] bytes) throws GeneralSecurityException {
        if (bytes.length != AesKey.SIZE) {
            throw new GeneralSecurityException("an unwrapped key has the wrong size");
        }
        return new AesKey(bytes);
    }
}
