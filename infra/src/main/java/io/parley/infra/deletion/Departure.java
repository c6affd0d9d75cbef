package io.parley.infra.deletion;

import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.SessionCommand.CloseSession;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Lets an account that was erased leave its groups and ends its sessions, by commands like anybody's. Idempotent. Blocking. */
final class Departure {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Who has left already, or whose group is gone, need not leave. */
    private static final Set<ErrorCode> LEFT =
            EnumSet.of(ErrorCode.CHAT_NOT_FOUND, ErrorCode.MEMBER_NOT_FOUND, ErrorCode.CHAT_GONE);

    private final Remains remains;
    private final ProjectionProgress progress;
    private final CommandGateway commands;

    Departure(Remains remains, ProjectionProgress progress, CommandGateway commands) {
        this.remains = remains;
        this.progress = progress;
        this.commands = commands;
    }

    /** The read tables must know of all that the account joined before it was erased. */
    void of(UserId userId, long erasedAt) {
        progress.reached(Processors.VIEWS, erasedAt).join();
        remains.sessionsOf(userId)
                .forEach(device -> send(new CloseSession(new DeviceId(device), CloseReason.ACCOUNT_ERASED)));
        remains.groupsOf(userId).forEach(group -> send(new RemoveMember(group, userId, userId)));
    }

    private void send(Object command) {
        try {
            commands.send(command)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException | CommandExecutionException e) {
            if (!(e.getCause() instanceof Rejection refused) || !LEFT.contains(refused.code())) {
                throw e;
            }
        }
    }
}
