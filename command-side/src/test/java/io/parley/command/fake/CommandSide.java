package io.parley.command.fake;

import io.parley.command.UnknownAggregates;
import io.parley.command.message.CommandHints;
import io.parley.contract.ParleyCommand;
import io.parley.contract.ParleyEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates behind a real command bus and repository, with their cache, on an event store in memory. Like the store of
 * record it refuses a message's identifier that was used before, and like the bus of record this one then handles the command
 * again with a hint.
 */
public final class CommandSide {

    /** What was committed. */
    public final FakeLog log = new FakeLog();

    /** The messages among it. */
    public final FakeSentMessages sentMessages = new FakeSentMessages();

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    /** Begins with no events. */
    public CommandSide() {
        bus.registerHandlerInterceptor(new UnknownAggregates());
        store.subscribe(this::committing);
    }

    /** Lets an aggregate handle its commands. */
    public <A> void handle(Class<A> aggregate, Object... resources) {
        ParameterResolverFactory resolvers = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(aggregate),
                new SimpleResourceParameterResolverFactory(List.of(resources)));
        AggregateAnnotationCommandHandler.<A>builder()
                .aggregateType(aggregate)
                .parameterResolverFactory(resolvers)
                .repository(EventSourcingRepository.builder(aggregate)
                        .parameterResolverFactory(resolvers)
                        .eventStore(store)
                        .cache(new WeakReferenceCache())
                        .build())
                .build()
                .subscribe(bus);
    }

    /** Stores an event of an aggregate that nobody commanded. */
    public void given(String aggregate, String id, long sequence, ParleyEvent event) {
        store.publish(new org.axonframework.eventhandling.GenericDomainEventMessage<>(aggregate, id, sequence, event));
    }

    /** Sends a command and waits for its answer; a refusal is thrown. */
    public @Nullable Object send(ParleyCommand command) {
        try {
            return send(new GenericCommandMessage<>(command));
        } catch (MessageIdUsed used) {
            return send(new GenericCommandMessage<>(command, Map.of(CommandHints.MESSAGE_ID_USED, true)));
        }
    }

    private @Nullable Object send(CommandMessage<?> command) {
        FutureCallback<Object, Object> callback = new FutureCallback<>();
        bus.dispatch(command, callback);
        CommandResultMessage<?> result = callback.getResult();
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
        return result.getPayload();
    }

    private void committing(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> event : events) {
            if (event.getPayload() instanceof MessageSent sent) {
                if (sentMessages.isUsed(sent.messageId())) {
                    throw new MessageIdUsed();
                }
                sentMessages.add(((DomainEventMessage<?>) event).getSequenceNumber(), sent);
            }
            log.append((ParleyEvent) event.getPayload());
        }
    }

    private static final class MessageIdUsed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
