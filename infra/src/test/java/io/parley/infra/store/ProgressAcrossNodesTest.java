package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.log.ProjectionProgress;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that fills no tables knows how far those have got that do. */
class ProgressAcrossNodesTest {

    private static final String INBOX = "inbox";

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final List<TestNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void whoWaitsHearsOfAnotherNodesProjectionWithoutHavingToLook() throws Exception {
        TestNode filling = node(Map.of());
        TestNode asking = node(Map.of("parley.queries.progress.table-after", "1h"));
        await().until(() -> !filling.bean(Nodes.class).isAlone());
        TokenStore tokens = filling.bean(TokenStore.class);
        inTransaction(filling, () -> tokens.initializeTokenSegments(INBOX, 1));
        CompletableFuture<Void> reached = asking.bean(ProjectionProgress.class).reached(INBOX, 7);

        inTransaction(filling, () -> tokens.storeToken(new GlobalSequenceTrackingToken(6), INBOX, 0));
        await().until(() -> asking.bean(ProjectionProgress.class).position(INBOX) == 6);
        assertThat(reached).isNotDone();
        inTransaction(filling, () -> tokens.storeToken(new GlobalSequenceTrackingToken(7), INBOX, 0));

        reached.get(2, TimeUnit.SECONDS);
    }

    @Test
    void whoLooksWithoutWaitingFindsItSoonToo() {
        TestNode filling = node(Map.of());
        TestNode asking = node(Map.of());
        await().until(() -> !filling.bean(Nodes.class).isAlone());
        TokenStore tokens = filling.bean(TokenStore.class);
        inTransaction(filling, () -> tokens.initializeTokenSegments(INBOX, 1));

        inTransaction(filling, () -> tokens.storeToken(new GlobalSequenceTrackingToken(9), INBOX, 0));

        await().until(() -> asking.bean(ProjectionProgress.class).position(INBOX) == 9);
    }

    private static void inTransaction(TestNode node, Runnable work) {
        node.bean(TransactionManager.class).executeInTransaction(work);
    }

    private TestNode node(Map<String, String> settings) {
        TestNode started = TestNode.on(database, settings);
        nodes.add(started);
        await().until(() -> started.bean(Nodes.class).isListening());
        return started;
    }
}
