package io.parley.contract.presence;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody's devices do. No fact of the log of record: it is kept apart, for days only, and nothing else follows from it than
 * who is shown as online and when somebody was last seen.
 */
public sealed interface Activity {

    /** Whose. */
    UserId userId();

    /** Of which device, that is of which session. */
    DeviceId deviceId();

    /** When, by the clock of the node that saw it. */
    Instant at();

    /**
     * A device opened a stream.
     *
     * @param connectionId the stream; unique over all nodes
     */
    record Connected(UserId userId, DeviceId deviceId, UUID connectionId, Instant at) implements Activity {}

    /**
     * A stream has ended, whoever ended it, or its node is dead.
     *
     * @param connectionId the stream
     */
    record Disconnected(UserId userId, DeviceId deviceId, UUID connectionId, Instant at) implements Activity {}

    /** Somebody did something: not the app by itself. At most one for a user every 30 seconds on each node. */
    record UserWasActive(UserId userId, DeviceId deviceId, Instant at) implements Activity {}
}
