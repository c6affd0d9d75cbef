package io.parley.infra.saga;

import io.parley.infra.startup.CommandSender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;

/** Starts and stops sagas and their deadlines. */
final class SagasLifecycle extends CommandSender {

    private final Sagas sagas;
    private final EventProcessingConfiguration processing;
    private final Deadlines deadlines;

    SagasLifecycle(Sagas sagas, EventProcessingConfiguration processing, Deadlines deadlines) {
        this.sagas = sagas;
        this.processing = processing;
        this.deadlines = deadlines;
    }

    @Override
    protected void begin() {
        deadlines.start();
        processors().forEach(EventProcessor::start);
    }

    @Override
    protected void end() {
        CompletableFuture<?>[] stopping =
                processors().stream().map(EventProcessor::shutdownAsync).toArray(CompletableFuture<?>[]::new);
        deadlines.stop();
        CompletableFuture.allOf(stopping).join();
    }

    private List<EventProcessor> processors() {
        return sagas.processors().stream()
                .map(name -> processing.eventProcessor(name).orElseThrow())
                .toList();
    }
}
