package io.parley.infra.keyring;

import io.parley.command.session.SessionVault;
import io.parley.command.user.ProfileVault;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import java.util.List;

/** Makes the keys of users in the keyring, and encrypts under them what users call themselves and their devices. */
final class KeyringUserVault implements ProfileVault, SessionVault {

    private static final String DEVICE_NAME = "deviceName";

    private final Keyring keyring;

    KeyringUserVault(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public void createKeys(UserId userId) {
        keyring.addTopWithLeaf(KeyKind.USER, KeyKind.PROFILE, userId.toString());
    }

    @Override
    public List<KeyId> destroyKeys(UserId userId) {
        return keyring.destroyTop(KeyKind.USER, userId.toString());
    }

    @Override
    public Ciphertext seal(UserId userId, String field, Confidential text) {
        byte[] encoded = NameCodec.encode(field, text);
        LiveKey key = keyring.findLeaf(KeyKind.PROFILE, userId.toString()).orElseThrow(KeyringUserVault::userGone);
        return new Ciphertext(key.keyId(), key.seal(encoded));
    }

    @Override
    public Ciphertext sealDeviceName(UserId userId, DeviceId deviceId, Confidential name) {
        byte[] encoded = NameCodec.encode(DEVICE_NAME, name);
        LiveKey userKey = keyring.findTop(KeyKind.USER, userId.toString()).orElseThrow(KeyringUserVault::userGone);
        LiveKey key = keyring.addLeaf(KeyKind.DEVICE, deviceId.toString(), userKey);
        return new Ciphertext(key.keyId(), key.seal(encoded));
    }

    private static Rejection userGone() {
        return new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
    }
}
