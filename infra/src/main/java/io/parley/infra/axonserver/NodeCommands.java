package io.parley.infra.axonserver;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.GenericMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's command bus as the server's connector calls it: refusals are put into a form that can travel. */
final class NodeCommands extends CommandBusBefore {

    private static final Logger log = LoggerFactory.getLogger(NodeCommands.class);

    private final CommandBus node;

    NodeCommands(CommandBus node) {
        super(node);
        this.node = node;
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        node.<C, R>dispatch(command, (handled, result) -> callback.onResult(handled, outward(handled, result)));
    }

    private static <R> CommandResultMessage<R> outward(CommandMessage<?> command, CommandResultMessage<R> result) {
        if (!result.isExceptional()) {
            return result;
        }
        RemoteRefusal refusal = RemoteRefusal.of(result.exceptionResult());
        if (refusal.isDefect()) {
            log.error("{} failed", command.getCommandName(), result.exceptionResult());
        }
        return new GenericCommandResultMessage<>(
                new GenericMessage<>(result.getIdentifier(), null, result.getMetaData()),
                new CommandExecutionException(refusal.code().code(), null, refusal));
    }
}
