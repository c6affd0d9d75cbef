package io.parley.command.session;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;

/** Encrypts device names. Keys are written in the transaction of the command that is being handled. */
public interface SessionVault {

    /** Encrypts a device's name under a new leaf key of its own, wrapped by the user's key. */
    Ciphertext sealDeviceName(UserId userId, DeviceId deviceId, Confidential name);
}
