package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.id.ReceiptsId;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A history of 100,000 events streams: no page of it is read before the one before is used up. */
class LongHistoryTest {

    private static final int EVENTS = 100_000;
    private static final int PAGE = 500;

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final TestNode node = TestNode.on(database, Map.of());
    private final ReceiptsId aggregate = Examples.newAggregate();
    private final Counting counting = new Counting(database);
    private final PostgresEventStorageEngine engine = new PostgresEventStorageEngine(
            counting,
            node.bean("eventSerializer", Serializer.class),
            node.bean(Upcasters.class).chain(),
            PAGE);

    @BeforeEach
    void muchHasHappened() {
        new NodeStore(node).append(counted(aggregate, 0));
        JdbcClient.create(database)
                .sql("INSERT INTO events.event SELECT position + n, gen_random_uuid(), aggregate_type, aggregate_id, n,"
                        + " type, revision, payload, metadata, recorded_at + make_interval(secs => n + 20 * (n % 2))"
                        + " FROM events.event, generate_series(1, ?) n")
                .param(EVENTS - 1)
                .update();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void anAggregateIsReadPageByPage() {
        DomainEventStream events = engine.readEvents(aggregate.toString(), 0);
        int read = 0;
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            assertThat(event.getSequenceNumber()).isEqualTo(read);
            read++;
            assertThat(counting.statements.get()).isLessThanOrEqualTo(read / PAGE + 1);
        }

        assertThat(read).isEqualTo(EVENTS);
        assertThat(counting.statements.get()).isEqualTo(EVENTS / PAGE + 1);
    }

    @Test
    void theLogIsReadPageByPage() {
        Iterator<? extends TrackedEventMessage<?>> events =
                engine.readEvents(engine.createTailToken(), false).iterator();
        int read = 0;
        while (events.hasNext()) {
            read++;
            assertThat(events.next().trackingToken().position()).hasValue(read);
            assertThat(counting.statements.get()).isLessThanOrEqualTo(read / PAGE + 1);
        }

        assertThat(read).isEqualTo(EVENTS);
    }

    /** Times go up by a second from one to the next, but for every other event, which is twenty seconds ahead. */
    @Test
    void aMomentIsFoundWithFewReadsThoughTimesAreNotQuiteInOrder() {
        Instant first = engine.readEvents(aggregate.toString(), 0).next().getTimestamp();

        for (int after : new int[] {100, 50_000, 99_000}) {
            counting.statements.set(0);
            // the first that is so late is the odd one that is ahead
            assertThat(engine.createTokenAt(first.plusSeconds(after + 20)).position())
                    .hasValue(after + 1);
            assertThat(counting.statements.get()).isLessThan(25);
        }
        assertThat(engine.createTokenAt(first.plus(Duration.ofDays(9))).position())
                .hasValue(EVENTS);
        assertThat(engine.createTokenAt(first).position()).hasValue(0);
    }

    /** Each statement outside a transaction takes a connection. */
    private static final class Counting extends DelegatingDataSource {

        private final AtomicInteger statements = new AtomicInteger();

        Counting(HikariDataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            statements.incrementAndGet();
            return super.getConnection();
        }
    }
}
