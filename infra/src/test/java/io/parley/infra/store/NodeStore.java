package io.parley.infra.store;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.command.message.SentMessages;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * The store of a node on PostgreSQL.
 *
 * @param node the node
 */
record NodeStore(TestNode node) implements StoreUnderTest {

    static StoreUnderTest on(HikariDataSource database, int window, int page, Duration poll) {
        return new NodeStore(TestNode.on(
                database,
                Map.of(
                        "parley.store.tail.window", Integer.toString(window),
                        "parley.store.tail.batch", Integer.toString(page),
                        "parley.store.page-size", Integer.toString(page),
                        "parley.store.tail.poll-interval", poll.toMillis() + "ms")));
    }

    @Override
    public EventStore events() {
        return node.bean(EventStore.class);
    }

    @Override
    public EventTail tail() {
        return node.bean(EventTail.class);
    }

    @Override
    public EventsByPosition byPosition() {
        return node.bean(EventsByPosition.class);
    }

    @Override
    public SentMessages sentMessages() {
        return node.bean(SentMessages.class);
    }

    @Override
    public TransactionManager transactions() {
        return node.bean(TransactionManager.class);
    }

    @Override
    public void close() {
        node.close();
    }
}
