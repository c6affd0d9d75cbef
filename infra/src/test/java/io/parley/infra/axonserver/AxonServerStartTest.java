package io.parley.infra.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.grpc.Status;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.testing.TestNode;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class AxonServerStartTest {

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    private final HikariDataSource database = TestPostgres.freshDatabase();

    @Test
    void allGoesByWayOfTheServerWhenItIsChosen() {
        try (TestNode node = TestNode.on(database, server.settings())) {
            assertThat(node.bean(EventStorageEngine.class)).isInstanceOf(ServerStorageEngine.class);
            assertThat(node.bean(CommandBus.class)).isInstanceOf(ServerCommandBus.class);
            assertThat(node.bean(QueryBus.class)).isInstanceOf(ServerQueryBus.class);
        }
    }

    @Test
    void healthTellsWhetherTheServerIsConnected() {
        try (TestNode node = TestNode.on(database, server.settings())) {
            AxonServerHealth health = node.bean(AxonServerHealth.class);
            assertThat(health.health().getStatus()).hasToString("UP");

            server.stop();

            await().untilAsserted(() -> assertThat(health.health().getStatus()).hasToString("DOWN"));
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeAway() {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("parley.axon-server.connect-timeout", "300ms");
        server.stop();

        assertProblem(settings)
                .hasMessageContaining("Axon Server cannot be reached at " + settings.get("parley.axon-server.servers"));
    }

    @Test
    void aTokenThatIsNotValidIsSaidToBe() {
        server.refuseEverybody(Status.UNAUTHENTICATED.withDescription("invalid token"));

        assertProblem(server.settings()).hasMessageContaining("check parley.axon-server.token");
    }

    @Test
    void aServerWithoutALicenceIsSaidToHaveNone() {
        server.refuseEverybody(Status.FAILED_PRECONDITION.withDescription("license missing"));

        assertProblem(server.settings()).hasMessageContaining("license missing").hasMessageContaining("lack a licence");
    }

    @Test
    void aDatabaseBelongsToOneLogOnly() {
        TestNode.on(database, Map.of()).close();

        assertProblem(server.settings()).hasMessageContaining("kept with parley.store=postgresql");
    }

    @Test
    void aDatabaseThatBelongsToTheServersLogIsNotUsedWithoutIt() {
        TestNode.on(database, server.settings()).close();

        assertProblem(Map.of()).hasMessageContaining("kept with parley.store=axon-server");
    }

    @Test
    void aLogThatIsShorterThanWhatWasReadOfItIsRefused() {
        try (TestNode node = TestNode.on(database, server.settings())) {
            node.bean(TokenStore.class).initializeTokenSegments("seen", 1, new GlobalSequenceTrackingToken(7));
        }

        assertProblem(server.settings())
                .hasMessageContaining("ends at position 0, but its events were read here up to 7");
    }

    @Test
    void aStoreThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> TestNode.on(database, Map.of("parley.store", "paper")))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining(BindException.class.getSimpleName());
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertProblem(Map<String, String> settings) {
        Throwable failure = catchThrowable(() -> TestNode.on(database, settings).close());
        while (failure != null && !(failure instanceof StartupProblem)) {
            failure = failure.getCause();
        }
        return assertThat(failure).isInstanceOf(StartupProblem.class);
    }
}
