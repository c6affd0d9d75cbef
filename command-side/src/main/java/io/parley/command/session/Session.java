package io.parley.command.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.command.user.NameRules;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.RefreshOutcome;
import io.parley.contract.session.SessionCommand.CloseSession;
import io.parley.contract.session.SessionCommand.EndSession;
import io.parley.contract.session.SessionCommand.OpenSession;
import io.parley.contract.session.SessionCommand.RefreshSession;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;

/**
 * A device's session: one login. Refreshing it is no event, for it happens every few minutes on every device; which refresh
 * token is valid stands in {@link RefreshGenerations}. That a session ended is an event.
 */
@AggregateRoot
@Revision("1")
public class Session {

    @AggregateIdentifier
    private DeviceId deviceId;

    private UserId userId;
    private boolean closed;

    /** For the event-sourcing repository. */
    @SuppressWarnings("NullAway.Init")
    protected Session() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Session(OpenSession command, RefreshGenerations generations, SessionVault vault) {
        NameRules.requireName("device", command.deviceName());
        generations.begin(command.deviceId());
        apply(new SessionOpened(
                command.deviceId(),
                command.userId(),
                vault.sealDeviceName(command.userId(), command.deviceId(), command.deviceName())));
    }

    /** That a token was used twice is an answer and no refusal, so that the closing of the session is committed. */
    @CommandHandler
    RefreshOutcome refresh(RefreshSession command, RefreshGenerations generations) {
        if (closed || command.generation() < 1) {
            throw new Rejection(ErrorCode.BAD_CREDENTIALS, "The refresh token is not valid.");
        }
        if (generations.advance(deviceId, command.generation())) {
            return new RefreshOutcome(command.generation() + 1);
        }
        apply(new SessionClosed(deviceId, userId, CloseReason.REFRESH_TOKEN_REUSED));
        return RefreshOutcome.REUSED;
    }

    @CommandHandler
    void close(CloseSession command) {
        if (!closed) {
            apply(new SessionClosed(deviceId, userId, command.reason()));
        }
    }

    /** Whose it is not cannot tell whether there is one. */
    @CommandHandler
    void end(EndSession command) {
        if (!command.userId().equals(userId)) {
            throw new Rejection(ErrorCode.SESSION_NOT_FOUND, "There is no such session.");
        }
        if (!closed) {
            apply(new SessionClosed(deviceId, userId, CloseReason.SIGNED_OUT));
        }
    }

    @EventSourcingHandler
    void on(SessionOpened event) {
        deviceId = event.deviceId();
        userId = event.userId();
        closed = false;
    }

    @EventSourcingHandler
    void on(SessionClosed event) {
        closed = true;
    }
}
