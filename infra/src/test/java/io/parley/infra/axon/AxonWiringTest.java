package io.parley.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.MetadataKeys;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.log.EventTail;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.Tally;
import io.parley.infra.testing.TestNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;

class AxonWiringTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();

    @Test
    void eventsOutliveTheContextThatStoredThem() throws Exception {
        ReceiptsId tally = TestNode.newTally();
        try (TestNode node = TestNode.on(database, Map.of())) {
            assertThat(count(node, tally, 3).getPayload()).isEqualTo(3L);
        }
        try (TestNode node = TestNode.on(database, Map.of())) {
            assertThat(node.bean(EventStore.class).readEvents(tally.toString()).asStream())
                    .hasSize(3);
            CommandResultMessage<?> result = count(node, tally, 1);
            assertThat(result.getPayload()).isEqualTo(4L);
            assertThat(result.getMetaData()).containsEntry(MetadataKeys.POSITION, 4L);
            assertThat(node.bean(EventTail.class).head()).isEqualTo(4);
        }
    }

    private static CommandResultMessage<?> count(TestNode node, ReceiptsId tally, int times) throws Exception {
        CommandResultMessage<?> result =
                node.send(new Tally.Count(tally, times)).get(10, TimeUnit.SECONDS);
        if (result.isExceptional()) {
            throw new AssertionError(result.exceptionResult());
        }
        return result;
    }

    @Test
    void axonUsesTheBeansOfTheContextAndNoDefaults() {
        try (TestNode node = TestNode.on(database, Map.of())) {
            Configuration axon = node.bean(Configuration.class);
            assertThat(axon.eventStore()).isSameAs(node.bean(EventStore.class));
        }
    }
}
