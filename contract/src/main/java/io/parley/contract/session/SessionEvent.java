package io.parley.contract.session;

import io.parley.contract.ParleyEvent;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import org.axonframework.serialization.Revision;

/** What happened to a session. */
public sealed interface SessionEvent extends ParleyEvent {

    /** The session. */
    DeviceId deviceId();

    /**
     * A session was opened.
     *
     * @param deviceId the session
     * @param userId whose
     * @param deviceName what the user calls the device, under a key of its own
     */
    @Revision("1")
    record SessionOpened(DeviceId deviceId, UserId userId, Ciphertext deviceName) implements SessionEvent {}

    /**
     * A session ended; its tokens are void.
     *
     * @param deviceId the session
     * @param userId whose
     * @param reason why
     */
    @Revision("1")
    record SessionClosed(DeviceId deviceId, UserId userId, CloseReason reason) implements SessionEvent {}
}
