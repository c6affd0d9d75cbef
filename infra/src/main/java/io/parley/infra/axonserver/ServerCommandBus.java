package io.parley.infra.axonserver;

import io.parley.infra.store.StoreFailures;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command bus by way of the server, which hands each command to a node that handles its kind, all those of one aggregate to
 * the same node. Refusals come back as they were. That the server is away, or that no node handles the command just then, is the
 * refusal {@code unavailable}.
 */
final class ServerCommandBus extends CommandBusBefore {

    private static final Logger log = LoggerFactory.getLogger(ServerCommandBus.class);

    private final AxonServerCommandBus server;

    ServerCommandBus(AxonServerCommandBus server) {
        super(server);
        this.server = server;
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        server.<C, R>dispatch(command, (sent, result) -> callback.onResult(sent, inward(sent, result)));
    }

    private static <R> CommandResultMessage<R> inward(
            CommandMessage<?> command, CommandResultMessage<? extends R> result) {
        if (!result.isExceptional()) {
            return GenericCommandResultMessage.<R>asCommandResultMessage(result);
        }
        return GenericCommandResultMessage.asCommandResultMessage(meaningOf(command, result.exceptionResult()));
    }

    private static Throwable meaningOf(CommandMessage<?> command, Throwable failure) {
        if (failure instanceof CommandExecutionException) {
            return RemoteRefusal.in(failure).<Throwable>map(refusal -> refusal).orElse(failure);
        }
        log.debug("{} did not come back", command.getCommandName(), failure);
        return StoreFailures.unavailable();
    }
}
