package io.parley.contract.session;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Commands to a device's session. */
public sealed interface SessionCommand extends ParleyCommand {

    /** The session. */
    DeviceId deviceId();

    /**
     * Opens a session after a successful sign-in. Its refresh token has generation 1. No answer.
     *
     * @param deviceId the new session
     * @param userId whose
     * @param deviceName what the user calls the device, 1 to 64 characters
     */
    record OpenSession(@TargetAggregateIdentifier DeviceId deviceId, UserId userId, Confidential deviceName)
            implements SessionCommand {}

    /**
     * Exchanges a refresh token for the next. One that was used before ends the session: it has been copied. Answer:
     * {@link RefreshOutcome}. Refused: {@code bad_credentials} if there is no such session or it is closed.
     *
     * @param deviceId the session
     * @param generation the generation of the token that was presented, whose signature was verified before
     */
    record RefreshSession(@TargetAggregateIdentifier DeviceId deviceId, int generation) implements SessionCommand {}

    /**
     * Ends a session. Done already is done, and so is one that never was. No answer.
     *
     * @param deviceId the session
     * @param reason why
     */
    record CloseSession(@TargetAggregateIdentifier DeviceId deviceId, CloseReason reason) implements SessionCommand {}

    /**
     * Ends one's own session. Done already is done. No answer. Refused: {@code session_not_found} if there is no such session or it is
     * somebody else's.
     *
     * @param deviceId the session
     * @param userId who ends it
     */
    record EndSession(@TargetAggregateIdentifier DeviceId deviceId, UserId userId) implements SessionCommand {}
}
