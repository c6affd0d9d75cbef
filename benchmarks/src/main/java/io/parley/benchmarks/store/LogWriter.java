package io.parley.benchmarks.store;

import io.parley.infra.database.DeferredWrites;
import io.parley.infra.store.AppendGroup;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Appends batches to the log as groups of commands do. */
final class LogWriter implements Writer {

    private final EventStorageEngine engine;
    private final TransactionManager transactions;

    LogWriter(EventStorageEngine engine, TransactionManager transactions) {
        this.engine = engine;
        this.transactions = transactions;
    }

    @Override
    public void write(List<DomainEventMessage<?>> batch) {
        UnitOfWork<Message<?>> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        unitOfWork.execute(() -> {
            AppendGroup group = AppendGroup.begin(unitOfWork);
            batch.forEach(event -> group.add(event.getAggregateIdentifier(), 1, DeferredWrites.mark()));
            engine.appendEvents(batch);
        });
    }
}
