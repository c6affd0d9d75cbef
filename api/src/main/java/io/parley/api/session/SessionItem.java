package io.parley.api.session;

import io.parley.contract.session.SessionView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open session.
 *
 * @param deviceId its identifier
 * @param device what the user calls the device; null once that is gone
 * @param openedAt when the user signed in
 * @param connected whether it has a stream open
 * @param current whether it is the one that asks
 */
@Schema(name = "Session", description = "An open session.")
record SessionItem(
        @Schema(format = "uuid") String deviceId,

        @Schema(description = "What the user calls the device; null once that is gone.", example = "phone") @Nullable
        String device,

        @Schema(description = "When the user signed in.") Instant openedAt,

        @Schema(description = "Whether it has a stream open, some seconds late.")
        boolean connected,

        @Schema(description = "Whether it is the session that asks.")
        boolean current) {

    static SessionItem of(SessionView view, Caller caller) {
        return new SessionItem(
                view.deviceId().toString(),
                view.deviceName() == null ? null : view.deviceName().value(),
                view.openedAt(),
                view.connected(),
                view.deviceId().equals(caller.deviceId()));
    }

    /** Hides the name. */
    @Override
    public String toString() {
        return "SessionItem[" + deviceId + "]";
    }
}
