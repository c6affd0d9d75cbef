package io.parley.infra.wiring;

import io.parley.contract.log.LoggedEvent;
import io.parley.projection.Projection;
import io.parley.projection.heldback.ConversationOrder;
import io.parley.projection.heldback.HeldBackQueue;
import io.parley.projection.heldback.OnlyTheEventsFault;
import java.util.List;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to a projection as Axon's processor does, a batch in a unit of work with a transaction, but when a test
 * says so and with batches that the test chooses.
 */
final class ManualProcessor {

    private final EventHandlerInvoker invoker;
    private final TransactionManager transactions;

    ManualProcessor(Projection projection, @Nullable HeldBackQueue queue, TransactionManager transactions) {
        this.transactions = transactions;
        this.invoker = queue == null ? retrying(projection) : deadLettering(projection, queue, transactions);
    }

    /** Handles a batch; tells whether it was committed. */
    boolean handle(List<LoggedEvent> events) {
        BatchingUnitOfWork<TrackedEventMessage<?>> batch = new BatchingUnitOfWork<>(events.stream()
                .<TrackedEventMessage<?>>map(ManualProcessor::message)
                .toList());
        batch.attachTransaction(transactions);
        ResultMessage<?> result = batch.executeWithResult(() -> {
            invoker.handle(batch.getMessage(), Segment.ROOT_SEGMENT);
            return null;
        });
        return !result.isExceptional();
    }

    /** What handles its dead letters. */
    SequencedDeadLetterProcessor<EventMessage<?>> letters() {
        return (DeadLetteringEventHandlerInvoker) invoker;
    }

    /** Tries again what is held back and due; tells whether a conversation was brought up to date. */
    boolean retry() {
        return letters().process(letter -> true);
    }

    void reset() {
        transactions.executeInTransaction(() -> invoker.performReset());
    }

    private static EventHandlerInvoker retrying(Projection projection) {
        return SimpleEventHandlerInvoker.builder()
                .eventHandlers(projection)
                .sequencingPolicy(new ConversationOrder())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    private static EventHandlerInvoker deadLettering(
            Projection projection, HeldBackQueue queue, TransactionManager transactions) {
        DeadLetteringEventHandlerInvoker.Builder builder = DeadLetteringEventHandlerInvoker.builder()
                .queue(queue)
                .enqueuePolicy(new OnlyTheEventsFault())
                .transactionManager(transactions)
                .allowReset(true);
        builder.eventHandlers(projection).sequencingPolicy(new ConversationOrder());
        return builder.build();
    }

    private static TrackedEventMessage<?> message(LoggedEvent logged) {
        String identifier = new UUID(0, logged.position()).toString();
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(logged.position()),
                new GenericEventMessage<>(
                        new GenericMessage<>(identifier, logged.event(), java.util.Map.of()), logged::recordedAt));
    }
}
