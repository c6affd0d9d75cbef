package io.parley.infra.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** One of Axon's processors on a store: which positions it handled since it was last reset, and which of them as a replay. */
final class Replayed {

    private final List<Long> positions = new CopyOnWriteArrayList<>();
    private final List<Long> replayed = new CopyOnWriteArrayList<>();
    private final TrackingEventProcessor processor;

    Replayed(StoreUnderTest store) {
        this.processor = TrackingEventProcessor.builder()
                .name("replayed")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(List.of((EventMessageHandler) this::handle))
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .messageSource(store.events())
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                        .andBatchSize(7))
                .build();
    }

    void start() {
        processor.start();
    }

    void reset() {
        processor.shutDown();
        positions.clear();
        processor.resetTokens();
    }

    void stop() {
        processor.shutDown();
    }

    List<Long> positions() {
        return positions;
    }

    List<Long> replayed() {
        return replayed;
    }

    private @Nullable Object handle(EventMessage<?> event) {
        TrackingToken token = ((TrackedEventMessage<?>) event).trackingToken();
        long position = token.position().orElseThrow();
        positions.add(position);
        if (ReplayToken.isReplay(token)) {
            replayed.add(position);
        }
        return null;
    }
}
