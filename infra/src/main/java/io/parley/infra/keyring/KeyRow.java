package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;

/**
 * A key as it rests in the keyring.
 *
 * @param keyId the key
 * @param kind what it is for
 * @param owner whose it is
 * @param wrappedBy the key that wraps it: a key of the keyring, or a key-encryption key
 * @param wrapped the wrapped bytes
 */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record KeyRow(KeyId keyId, KeyKind kind, String owner, String wrappedBy, byte[] wrapped) {

    /** What the wrapping authenticates: a row in another's place, or with a field changed, does not unwrap. */
    byte[] associatedData() {
        return AssociatedData.of("parley/key/1", keyId.toString(), kind.stored(), owner, wrappedBy);
    }

    @Override
    public String toString() {
        return "KeyRow[" + keyId + ", " + kind + "]";
    }
}
