package io.parley.infra.store;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.command.message.SentMessages;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Two nodes on one PostgreSQL that must look like one: they write in turns, and what both have written is read on the second.
 *
 * @param first a node that only writes
 * @param second a node that writes and reads
 * @param appends how many appends there were
 */
record TwoNodesStore(StoreUnderTest first, StoreUnderTest second, AtomicInteger appends) implements StoreUnderTest {

    static StoreUnderTest on(HikariDataSource database, int window, int page, Duration poll) {
        return new TwoNodesStore(
                NodeStore.on(database, window, page, poll),
                NodeStore.on(database, window, page, poll),
                new AtomicInteger());
    }

    @Override
    public long append(List<? extends EventMessage<?>> messages, Runnable beforeCommit) {
        StoreUnderTest writer = appends.getAndIncrement() % 2 == 0 ? first : second;
        return writer.append(messages, beforeCommit);
    }

    @Override
    public EventStore events() {
        return second.events();
    }

    @Override
    public EventTail tail() {
        return second.tail();
    }

    @Override
    public EventsByPosition byPosition() {
        return second.byPosition();
    }

    @Override
    public SentMessages sentMessages() {
        return second.sentMessages();
    }

    @Override
    public TransactionManager transactions() {
        return second.transactions();
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
