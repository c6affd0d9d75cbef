package io.parley.contract.delivery;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;

/**
 * Is told how far streams were written to, so that a sender can see to how many devices a message was pushed. It is kept behind the
 * streams, from time to time: a node that is killed loses what it was told last, and then fewer are counted than there were, never
 * more.
 */
public interface PushedLog {

    /**
     * All that is durably for a device in a part of the log was written to a stream of it, which is to say handed to its connection.
     * Neither blocks nor throws; called for each write of each stream.
     *
     * @param userId whose device
     * @param deviceId the device, that is its session
     * @param after the position at which the stream began, exclusive; positive or 0
     * @param upTo the position of the last durable event that was written to it, inclusive; greater than {@code after}
     */
    void pushed(UserId userId, DeviceId deviceId, long after, long upTo);
}
