package io.parley.contract.audit;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;

/**
 * That a message was written to a device's stream. It is no event: nodes note which parts of the log they have pushed, once a second,
 * for some months, and a crash may lose the last of it.
 *
 * @param userId whose device
 * @param deviceId which
 * @param position at which position of the log the message was for them
 */
public record Push(UserId userId, DeviceId deviceId, long position) {}
