package io.parley.command.session;

import io.parley.contract.id.DeviceId;

/** Which refresh token of a session is the valid one. Writes join the transaction of the command that is being handled. */
public interface RefreshGenerations {

    /** A new session: generation 1 is valid. */
    void begin(DeviceId deviceId);

    /**
     * Moves on from a generation to the next one, if it is the valid one. Of two at once one wins.
     *
     * @return whether it was the valid one
     */
    boolean advance(DeviceId deviceId, int from);
}
