package io.parley.infra.store;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.command.message.SentMessages;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** A node on a {@link MemoryLog}, with the tail and the streams of the real ones. Its node serves to know of other nodes alone. */
final class MemoryStore implements StoreUnderTest {

    private static final UUID EPOCH = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final TestNode node;
    private final MemoryLog memory;
    private final LogTail logTail;
    private final TailingEventStore store;
    private final EventTail tail;

    private MemoryStore(TestNode node, MemoryLog memory, StoreProperties.Tail settings) {
        Nodes nodes = node.bean(Nodes.class);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        this.node = node;
        this.memory = memory;
        this.logTail = new LogTail(memory, nodes, List.of(), settings, meters);
        this.store = new TailingEventStore(new MemoryEngine(memory), logTail, nodes, memory, settings.batch());
        this.tail = new StoreTail(store, memory, EPOCH, meters);
        store.registerDispatchInterceptor(new MessageIdentity());
        logTail.start();
    }

    static StoreUnderTest on(HikariDataSource database, MemoryLog memory, int window, int page, Duration poll) {
        return new MemoryStore(
                TestNode.on(database, Map.of()), memory, new StoreProperties.Tail(window, page, poll, poll));
    }

    @Override
    public EventStore events() {
        return store;
    }

    @Override
    public EventTail tail() {
        return tail;
    }

    @Override
    public EventsByPosition byPosition() {
        return memory;
    }

    @Override
    public SentMessages sentMessages() {
        return memory;
    }

    @Override
    public TransactionManager transactions() {
        return NoTransactionManager.instance();
    }

    @Override
    public void close() {
        logTail.close();
        node.close();
    }
}
