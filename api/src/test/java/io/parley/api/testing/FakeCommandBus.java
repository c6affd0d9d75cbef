package io.parley.api.testing;

import io.parley.contract.MetadataKeys;
import io.parley.contract.ParleyCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.jspecify.annotations.Nullable;

/** A command bus that answers on another thread and says the position, as the real one does. */
final class FakeCommandBus implements CommandBus {

    private final Executor executor;
    private final FakeTail tail;
    private final Function<ParleyCommand, @Nullable Object> handler;
    private final List<CommandMessage<?>> received = new CopyOnWriteArrayList<>();

    FakeCommandBus(Executor executor, FakeTail tail, Function<ParleyCommand, @Nullable Object> handler) {
        this.executor = executor;
        this.tail = tail;
        this.handler = handler;
    }

    List<CommandMessage<?>> received() {
        return received;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        throw new UnsupportedOperationException("the edge wants answers");
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        received.add(command);
        executor.execute(() -> handle(command, callback));
    }

    @SuppressWarnings("unchecked")
    private <C, R> void handle(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        GenericCommandResultMessage<Object> result;
        try {
            Object answer = handler.apply((ParleyCommand) command.getPayload());
            result = new GenericCommandResultMessage<>(answer, Map.of(MetadataKeys.POSITION, tail.head()));
        } catch (RuntimeException e) {
            result = new GenericCommandResultMessage<>(new CommandExecutionException("refused", e));
        }
        callback.onResult(command, (GenericCommandResultMessage<R>) result);
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> subscriber) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        throw new UnsupportedOperationException();
    }
}
