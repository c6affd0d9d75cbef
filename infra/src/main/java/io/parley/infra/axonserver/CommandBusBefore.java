package io.parley.infra.axonserver;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;

/** A command bus before another one: what is not overridden goes straight through. */
abstract class CommandBusBefore implements CommandBus {

    private final CommandBus target;

    CommandBusBefore(CommandBus target) {
        this.target = target;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        target.dispatch(command);
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        return target.subscribe(commandName, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return target.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return target.registerHandlerInterceptor(interceptor);
    }
}
