package io.parley.api.dispatch;

import io.parley.api.limits.CommandLimit;
import io.parley.api.session.Caller;
import io.parley.contract.MetadataKeys;
import io.parley.contract.ParleyCommand;
import io.parley.contract.degradation.AbandonedCommands;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.StorePosition;
import io.parley.contract.media.MediaCommand;
import io.parley.contract.receipt.ReceiptCommand;
import io.parley.contract.trace.Span;
import io.parley.contract.trace.Tracing;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hands commands to the command side. Never blocks; the answer comes on the command bus's thread, after the commit. Fails with
 * {@link io.parley.contract.error.Rejection} for what was refused, {@code unavailable} after the deadline. Whether or not
 * anybody still waits for the answer, the writer's next read waits for what was written.
 */
@Component
public final class Commands {

    private final CommandGateway gateway;
    private final LastWrites lastWrites;
    private final LogEnd logEnd;
    private final UUID epoch;
    private final CommandTimes times;
    private final CommandLimit limit;
    private final AbandonedCommands abandoned;
    private final Tracing tracing;
    private final EdgeProperties properties;

    Commands(
            CommandGateway gateway,
            LastWrites lastWrites,
            LogEnd logEnd,
            EventTail tail,
            CommandTimes times,
            CommandLimit limit,
            AbandonedCommands abandoned,
            Tracing tracing,
            EdgeProperties properties) {
        this.gateway = gateway;
        this.lastWrites = lastWrites;
        this.logEnd = logEnd;
        this.epoch = tail.epoch();
        this.times = times;
        this.limit = limit;
        this.abandoned = abandoned;
        this.tracing = tracing;
        this.properties = properties;
    }

    /** Sends a command on behalf of an authenticated caller. */
    public <A> Mono<WriteResult<A>> send(ParleyCommand command, Class<A> answerType, Caller caller) {
        return send(command, answerType, caller.userId(), caller.deviceId());
    }

    /**
     * Sends a command on behalf of a user.
     *
     * @param answerType the class of the handler's answer; {@link Object} if it has none to speak of
     * @param actor who causes it
     * @param device the session used; null before sign-in
     */
    public <A> Mono<WriteResult<A>> send(
            ParleyCommand command, Class<A> answerType, UserId actor, @Nullable DeviceId device) {
        MetaData who = MetaData.with(MetadataKeys.ACTOR, actor.toString());
        return send(
                command,
                answerType,
                device == null ? who : who.and(MetadataKeys.DEVICE, device.toString()),
                position -> lastWrites.wrote(actor, position),
                () -> admit(command, actor));
    }

    /** Sends a command on behalf of an operator, whose reads wait for it only if they say so. */
    public <A> Mono<WriteResult<A>> send(ParleyCommand command, Class<A> answerType, OperatorId operator) {
        MetaData who = MetaData.with(MetadataKeys.OPERATOR, operator.toString());
        return send(command, answerType, who, position -> {}, () -> null);
    }

    /** Sends a command that the platform itself has reason for. */
    public Mono<WriteResult<Object>> send(ParleyCommand command) {
        return send(command, Object.class, MetaData.emptyInstance(), position -> {}, () -> null);
    }

    /** One request may set many marks, so that its permit is that of the request, which asks {@link #admit} itself. */
    private CommandLimit.@Nullable Permit admit(ParleyCommand command, UserId actor) {
        if (command instanceof ReceiptCommand) {
            return null;
        }
        return admit(command instanceof MediaCommand ? WorkClass.MEDIA : WorkClass.MESSAGES, actor);
    }

    /**
     * Lets work of a user in.
     *
     * @throws io.parley.contract.error.Rejection {@code overloaded}
     */
    public CommandLimit.Permit admit(WorkClass workClass, UserId actor) {
        return limit.admit(workClass, actor);
    }

    private <A> Mono<WriteResult<A>> send(
            ParleyCommand command,
            Class<A> answerType,
            MetaData who,
            LongConsumer written,
            Supplier<CommandLimit.@Nullable Permit> admission) {
        return Mono.deferContextual(context -> {
            CommandLimit.Permit permit = admission.get();
            Span span = tracing.under(
                    TraceFilter.of(context), "command " + command.getClass().getSimpleName());
            var message = new GenericCommandMessage<>(command, metadata(who, Correlation.of(context), span));
            return Outcome.of(() -> dispatch(message, answerType, written, permit, span))
                    .doOnCancel(() -> abandoned.abandon(message.getIdentifier()))
                    .timeout(properties.commandDeadline())
                    .onErrorMap(Refusals::of);
        });
    }

    private MetaData metadata(MetaData who, String correlation, Span span) {
        MetaData metadata = who.and(MetadataKeys.CORRELATION_ID, correlation)
                .and(MetadataKeys.PATIENCE, properties.commandDeadline().toMillis());
        String context = span.context();
        return context == null ? metadata : metadata.and(MetadataKeys.TRACE_PARENT, context);
    }

    /** What comes of a write that has nothing to change. Its position is the log's end: the answer is no older than what was. */
    public Mono<WriteResult<Object>> nothing() {
        return logEnd.now()
                .map(position -> new WriteResult<>(null, new StorePosition(epoch, position)))
                .timeout(properties.commandDeadline())
                .onErrorMap(Refusals::of);
    }

    private <A> CompletableFuture<WriteResult<A>> dispatch(
            GenericCommandMessage<ParleyCommand> message,
            Class<A> answerType,
            LongConsumer written,
            CommandLimit.@Nullable Permit permit,
            Span span) {
        CompletableFuture<WriteResult<A>> outcome = new CompletableFuture<>();
        if (span.isRecorded()) {
            outcome.whenComplete((result, failure) -> end(span, failure));
        }
        if (permit != null) {
            outcome.whenComplete((result, failure) -> end(permit, failure));
        }
        if (!(message.getPayload() instanceof MediaCommand)) {
            Runnable end = times.begin();
            outcome.whenComplete((result, failure) -> end.run());
        }
        try {
            gateway.<Object, Object>send(message, (sent, result) -> {
                try {
                    outcome.complete(written(result, answerType, written));
                } catch (RuntimeException | Error e) {
                    outcome.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) { // whoever counts on hearing of the end must
            outcome.completeExceptionally(e);
        }
        return outcome;
    }

    private static void end(CommandLimit.Permit permit, @Nullable Throwable failure) {
        ErrorCode refused = failure instanceof Rejection rejection ? rejection.code() : null;
        if (refused == ErrorCode.OVERLOADED) {
            permit.dropped();
        } else if (failure == null || refused != null && refused != ErrorCode.UNAVAILABLE) {
            permit.handled();
        } else {
            permit.ignored();
        }
    }

    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.fail(
                    failure instanceof Rejection rejection
                            ? rejection.code().code()
                            : failure.getClass().getSimpleName());
        }
        span.end();
    }

    /** From which position on a user's reads see what that user has written through this gateway. */
    public long lastWrite(Caller caller) {
        return lastWrites.of(caller.userId());
    }

    private <A> WriteResult<A> written(CommandResultMessage<?> result, Class<A> answerType, LongConsumer written) {
        if (result.isExceptional()) {
            throw asUnchecked(result.exceptionResult());
        }
        long position = position(result.getMetaData());
        written.accept(position);
        logEnd.reached(position);
        return new WriteResult<>(answerType.cast(result.getPayload()), new StorePosition(epoch, position));
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        Throwable refusal = Refusals.of(failure);
        return refusal instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(refusal);
    }

    private static long position(MetaData metadata) {
        if (metadata.get(MetadataKeys.POSITION) instanceof Long position) {
            return position;
        }
        throw new IllegalStateException("the command bus gave no position");
    }

    /** How long a command may take; for those who send several for one request, all of them together. */
    public Duration deadline() {
        return properties.commandDeadline();
    }
}
