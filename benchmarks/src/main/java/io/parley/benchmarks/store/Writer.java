package io.parley.benchmarks.store;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/** Makes a batch of events durable, in one transaction. */
@FunctionalInterface
interface Writer {

    /** Returns when the batch is on the disk. */
    void write(List<DomainEventMessage<?>> batch) throws Exception;
}
