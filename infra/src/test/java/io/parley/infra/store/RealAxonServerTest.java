package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.axonserver.RealAxonServer;
import io.parley.infra.postgres.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The store's contract on a real Axon Server, if there is one. Its tests are run from within a test, for they can be neither found
 * by name nor counted as skipped where there is none.
 */
class RealAxonServerTest {

    @Test
    void aRealServerKeepsTheContractIfOneIsNamed() {
        Optional<RealAxonServer> server = RealAxonServer.named("the store's contract");
        if (server.isPresent()) {
            TestExecutionSummary summary = run(Appends.class, Following.class);
            StringWriter text = new StringWriter();
            summary.printFailuresTo(new PrintWriter(text, true), 30);
            assertThat(text.toString()).isEmpty();
            assertThat(summary.getTestsSucceededCount())
                    .isEqualTo(summary.getTestsFoundCount())
                    .isGreaterThan(15);
        }
    }

    private static TestExecutionSummary run(Class<?>... suites) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> suite : suites) {
            request.selectors(DiscoverySelectors.selectClass(suite));
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest all = request.build();
        LauncherFactory.create().execute(all, listener);
        return listener.getSummary();
    }

    private static StoreUnderTest connect(
            RealAxonServer server, HikariDataSource database, int window, int page, Duration poll) {
        return NodeStore.on(
                database,
                window,
                page,
                poll,
                Map.of("parley.store", "axon-server", "parley.axon-server.servers", server.grpc()));
    }

    static class Appends extends EventStoreContract {

        private final RealAxonServer server =
                RealAxonServer.named("").orElseThrow().emptied();
        private final HikariDataSource database = TestPostgres.freshDatabase();

        @Override
        StoreUnderTest connect(int window, int page, Duration poll) {
            return RealAxonServerTest.connect(server, database, window, page, poll);
        }
    }

    static class Following extends LogFollowingContract {

        private final RealAxonServer server =
                RealAxonServer.named("").orElseThrow().emptied();
        private final HikariDataSource database = TestPostgres.freshDatabase();

        @Override
        StoreUnderTest connect(int window, int page, Duration poll) {
            return RealAxonServerTest.connect(server, database, window, page, poll);
        }
    }
}
