package io.parley.infra.store;

import io.parley.command.message.SentMessages;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import java.util.Arrays;
import java.util.List;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** One node's access to a store, whichever it is. */
interface StoreUnderTest extends AutoCloseable {

    EventStore events();

    EventTail tail();

    EventsByPosition byPosition();

    SentMessages sentMessages();

    TransactionManager transactions();

    @Override
    void close();

    /** Appends events in a unit of work and transaction of their own. Returns the position of the last one. */
    default long append(DomainEventMessage<?>... messages) {
        return append(Arrays.asList(messages), () -> {});
    }

    /** Appends events, then does something else before the commit, such as to wait or to fail. */
    default long append(List<? extends EventMessage<?>> messages, Runnable beforeCommit) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(transactions());
        unitOfWork.execute(() -> {
            events().publish(messages);
            unitOfWork.onPrepareCommit(any -> beforeCommit.run());
        });
        return AppendedPosition.of(unitOfWork).orElseThrow();
    }
}
