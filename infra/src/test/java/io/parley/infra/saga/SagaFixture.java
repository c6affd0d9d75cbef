package io.parley.infra.saga;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.ParleyEvent;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.ProjectionProgress;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes with trials on one database, and what rests of them there. */
abstract class SagaFixture {

    static final Duration SOON = Duration.ofSeconds(15);
    static final Duration LATER = Duration.ofHours(1);

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final List<TestNode> nodes = new ArrayList<>();
    final JdbcClient jdbc = JdbcClient.create(database);

    /** Settings that say where the log is; PostgreSQL without any. */
    Map<String, String> store() {
        return Map.of();
    }

    final TestNode start() {
        Map<String, String> settings = new HashMap<>(store());
        settings.put("parley.store.node", "node " + nodes.size()); // else all of this process have the same name
        settings.put("parley.deadlines.polling-interval", "20ms");
        settings.put("parley.deadlines.heartbeat", "500ms");
        settings.put("parley.deadlines.shortest-wait", "50ms");
        settings.put("parley.deadlines.longest-wait", "150ms");
        settings.put("parley.processors.longest-pause", "100ms");
        TestNode node = TestNode.on(database, settings, Trials.Wiring.class);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    static Trials trials(TestNode node) {
        return node.bean(Trials.class);
    }

    /** Appends an event, and waits until the sagas have taken it in. */
    static void tell(TestNode node, ParleyEvent event) {
        taken(node, append(node, GenericEventMessage.asEventMessage(event)));
    }

    static long append(TestNode node, EventMessage<?> event) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(node.bean(TransactionManager.class));
        unitOfWork.execute(() -> node.bean(EventStore.class).publish(event));
        return node.bean(EventTail.class).head();
    }

    static void taken(TestNode node, long position) {
        await().atMost(SOON).until(() -> node.bean(ProjectionProgress.class).position(Trials.PROCESSOR) >= position);
    }

    static void entered(TestNode node, String step, int times) {
        await().atMost(SOON).until(() -> trials(node).entered(step).size() >= times);
    }

    final long rows(String table) {
        return jdbc.sql("SELECT count(*) FROM work." + table).query(Long.class).single();
    }

    /** What the one saga that there is has heard according to its row, in which nothing is hidden. */
    final String state() {
        return jdbc.sql("SELECT convert_from(serialized_saga, 'UTF8') FROM work.saga_entry")
                .query(String.class)
                .single();
    }

    final void nothingIsLeft() {
        await().atMost(SOON)
                .until(() -> rows("saga_entry") + rows("association_value_entry") + rows("scheduled_tasks") == 0);
    }
}
