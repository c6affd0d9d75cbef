package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.id.UserId;
import io.parley.contract.session.OpenConnections;
import io.parley.contract.session.OpenConnections.OpenConnection;
import io.parley.contract.session.SessionQuery.FindConnections;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On which gateways somebody is, as operators are told. */
class ConnectionReadsTest {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    private final ReadSide read = ReadSide.fresh();
    private final UserId ada = UserId.random();
    private final UUID one = gateway(true);
    private final UUID other = gateway(true);

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void eachStreamIsFoundWithItsGatewayTheNewestFirst() {
        UUID older = stream(ada, one, NOON);
        UUID newer = stream(ada, other, NOON.plusSeconds(1));
        stream(UserId.random(), one, NOON);

        OpenConnections found = read.ask(new FindConnections(ada, 10));

        assertThat(found.items()).extracting(OpenConnection::connectionId).containsExactly(newer, older);
        assertThat(found.items()).extracting(OpenConnection::node).containsExactly(other, one);
        assertThat(found.items()).extracting(OpenConnection::since).containsExactly(NOON.plusSeconds(1), NOON);
        assertThat(found.items()).extracting(OpenConnection::heartbeatAt).containsOnly(NOON.plusSeconds(5));
        assertThat(found.more()).isFalse();
    }

    @Test
    void streamsOfAGatewayThatIsGoneDoNotCount() {
        stream(ada, gateway(false), NOON);

        assertThat(read.ask(new FindConnections(ada, 10)).items()).isEmpty();
    }

    @Test
    void thereMayBeMoreThanWasAskedFor() {
        for (int i = 0; i < 3; i++) {
            stream(ada, one, NOON.plusSeconds(i));
        }

        assertThat(read.ask(new FindConnections(ada, 3)).more()).isFalse();
        OpenConnections two = read.ask(new FindConnections(ada, 2));
        assertThat(two.items()).hasSize(2);
        assertThat(two.more()).isTrue();
    }

    @Test
    void whomNobodyKnowsIsNowhere() {
        assertThat(read.ask(new FindConnections(UserId.random(), 10))).isEqualTo(new OpenConnections(List.of(), false));
    }

    private UUID gateway(boolean lives) {
        UUID node = UUID.randomUUID();
        read.jdbc
                .sql("INSERT INTO work.gateway (node, started_at, heartbeat_at, removed_at) VALUES (?, now(), ?, "
                        + (lives ? "NULL)" : "now())"))
                .param(node)
                .param(OffsetDateTime.parse("2026-03-31T12:00:05Z"))
                .update();
        return node;
    }

    private UUID stream(UserId user, UUID node, Instant since) {
        UUID connection = UUID.randomUUID();
        read.jdbc
                .sql("INSERT INTO work.connection (connection_id, user_id, device_id, node, since)"
                        + " VALUES (?, ?, gen_random_uuid(), ?, ?::timestamptz)")
                .param(connection)
                .param(user.value())
                .param(node)
                .param(since.toString())
                .update();
        return connection;
    }
}
