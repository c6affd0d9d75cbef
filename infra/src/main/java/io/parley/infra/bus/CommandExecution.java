package io.parley.infra.bus;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.command.message.CommandHints;
import io.parley.contract.MetadataKeys;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.EventTail;
import io.parley.infra.store.AppendedPosition;
import io.parley.infra.store.EventIdUsedException;
import io.parley.infra.store.StoreFailures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Handles one command: in a unit of work and transaction of its own, again on fresh state when another writer was faster, once
 * more with a hint when an event's identifier was used before. Blocking.
 */
final class CommandExecution {

    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();
    private final TransactionManager transactions;
    private final EventTail tail;
    private final BackOff backOff;
    private final MeterRegistry meters;
    private final Counter conflicts;
    private final Counter usedIds;

    CommandExecution(TransactionManager transactions, EventTail tail, BackOff backOff, MeterRegistry meters) {
        this.transactions = transactions;
        this.tail = tail;
        this.backOff = backOff;
        this.meters = meters;
        this.conflicts = meters.counter("parley.commands.conflicts");
        this.usedIds = meters.counter("parley.commands.used.ids");
    }

    Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        interceptors.add(interceptor);
        return () -> interceptors.remove(interceptor);
    }

    /** Handles the command; whatever goes wrong is on the result. */
    <R> CommandResultMessage<R> handle(CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) {
        long begun = System.nanoTime();
        CommandResultMessage<R> result = handleUntilSettled(command, handler);
        meters.timer(
                        "parley.commands.handled",
                        "command",
                        command.getPayloadType().getSimpleName(),
                        "outcome",
                        outcome(result))
                .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        return result;
    }

    private <R> CommandResultMessage<R> handleUntilSettled(
            CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) {
        CommandMessage<?> current = command;
        for (int tried = 1; ; tried++) {
            try {
                return handleOnce(current, handler);
            } catch (ConcurrencyException e) {
                conflicts.increment();
                if (!backOff.pauseAfter(tried)) {
                    return asCommandResultMessage(tooManyConflicts());
                }
            } catch (EventIdUsedException e) {
                usedIds.increment();
                if (current != command) {
                    return asCommandResultMessage(e);
                }
                current = command.andMetaData(Map.of(CommandHints.MESSAGE_ID_USED, true));
            } catch (Exception e) {
                return asCommandResultMessage(StoreFailures.isUnavailable(e) ? StoreFailures.unavailable() : e);
            }
        }
    }

    private <R> CommandResultMessage<R> handleOnce(
            CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) throws Exception {
        UnitOfWork<CommandMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(command);
        unitOfWork.attachTransaction(transactions);
        ResultMessage<R> result = unitOfWork.executeWithResult(
                () -> CommandExecution.<R>proceed(unitOfWork, interceptors, handler),
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw asException(result.exceptionResult());
        }
        long position = AppendedPosition.of(unitOfWork).orElseGet(tail::head);
        return GenericCommandResultMessage.<R>asCommandResultMessage(result)
                .andMetaData(Map.of(MetadataKeys.POSITION, position));
    }

    @SuppressWarnings("unchecked")
    private static <R> R proceed(
            UnitOfWork<CommandMessage<?>> unitOfWork,
            List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors,
            MessageHandler<? super CommandMessage<?>> handler)
            throws Exception {
        return (R) new DefaultInterceptorChain<>(unitOfWork, interceptors, handler).proceed();
    }

    private static Exception asException(Throwable failure) {
        return failure instanceof Exception exception ? exception : new IllegalStateException(failure);
    }

    private static String outcome(CommandResultMessage<?> result) {
        if (!result.isExceptional()) {
            return "ok";
        }
        return result.exceptionResult() instanceof Rejection rejection
                ? rejection.code().code()
                : "failed";
    }

    private static Rejection tooManyConflicts() {
        return new Rejection(
                ErrorCode.OVERLOADED, "Too many changes at once to the same thing. Nothing was done; try again.");
    }
}
