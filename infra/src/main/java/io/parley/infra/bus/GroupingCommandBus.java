package io.parley.infra.bus;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.parley.contract.error.Rejection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.DuplicateCommandHandlerSubscriptionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.commandhandling.distributed.UnresolvedRoutingKeyPolicy;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;

/**
 * Axon's command bus with group commit: commands are partitioned by their aggregate, and what waits in a partition is handled in
 * one unit of work and committed at once. Dispatching never blocks and never handles on the caller's thread. Results come after
 * the commit and bear the position of the command's last event; failures that clients can act on are {@link Rejection}s.
 */
final class GroupingCommandBus implements CommandBus {

    private final Map<String, MessageHandler<? super CommandMessage<?>>> handlers = new ConcurrentHashMap<>();
    private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> dispatchInterceptors =
            new CopyOnWriteArrayList<>();
    private final RoutingStrategy routing = AnnotationRoutingStrategy.builder()
            .fallbackRoutingStrategy(UnresolvedRoutingKeyPolicy.RANDOM_KEY)
            .build();
    private final CommandQueue queue;
    private final CommandGroups groups;

    GroupingCommandBus(CommandQueue queue, CommandGroups groups) {
        this.queue = queue;
        this.groups = groups;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (dispatched, result) -> {});
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        CommandMessage<C> intercepted = intercept(command);
        MessageHandler<? super CommandMessage<?>> handler = handlers.get(intercepted.getCommandName());
        if (handler == null) {
            String name = intercepted.getCommandName();
            callback.onResult(
                    intercepted, asCommandResultMessage(new NoHandlerForCommandException("No handler for " + name)));
            return;
        }
        queue.add(new PendingCommand(
                intercepted,
                routing.getRoutingKey(intercepted),
                handler,
                result -> callback.onResult(intercepted, cast(result))));
    }

    @SuppressWarnings("unchecked")
    private static <R> CommandResultMessage<R> cast(CommandResultMessage<?> result) {
        return (CommandResultMessage<R>) result;
    }

    @SuppressWarnings("unchecked")
    private <C> CommandMessage<C> intercept(CommandMessage<C> command) {
        CommandMessage<C> intercepted = command;
        for (MessageDispatchInterceptor<? super CommandMessage<?>> interceptor : dispatchInterceptors) {
            intercepted = (CommandMessage<C>) interceptor.handle(intercepted);
        }
        return intercepted;
    }

    /** A command has one handler: a second one is a defect of the wiring. */
    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        MessageHandler<? super CommandMessage<?>> other = handlers.putIfAbsent(commandName, handler);
        if (other != null && other != handler) {
            throw new DuplicateCommandHandlerSubscriptionException(commandName, other, handler);
        }
        return () -> handlers.remove(commandName, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        dispatchInterceptors.add(interceptor);
        return () -> dispatchInterceptors.remove(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return groups.registerHandlerInterceptor(interceptor);
    }
}
