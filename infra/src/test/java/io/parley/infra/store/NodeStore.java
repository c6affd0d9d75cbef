package io.parley.infra.store;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.command.message.SentMessages;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * The store of a node, on PostgreSQL if nothing else is said.
 *
 * @param node the node
 */
record NodeStore(TestNode node) implements StoreUnderTest {

    static StoreUnderTest on(HikariDataSource database, int window, int page, Duration poll) {
        return on(database, window, page, poll, Map.of());
    }

    static StoreUnderTest on(HikariDataSource database, int window, int page, Duration poll, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("parley.store.tail.window", Integer.toString(window));
        properties.put("parley.store.tail.batch", Integer.toString(page));
        properties.put("parley.store.page-size", Integer.toString(page));
        properties.put("parley.store.tail.poll-interval", poll.toMillis() + "ms");
        return new NodeStore(TestNode.on(database, properties));
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
