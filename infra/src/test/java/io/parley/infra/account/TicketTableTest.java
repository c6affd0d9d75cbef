package io.parley.infra.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.StreamTickets.Holder;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TicketTableTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(30);

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final TestNode node = TestNode.on(database, Map.of());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TicketTable tickets = table(100);
    private final Holder ada = new Holder(UserId.random(), DeviceId.random());

    private TicketTable table(long limit) {
        return new TicketTable(jdbc, new TicketProperties(limit, Duration.ofSeconds(1)));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aTicketIsTakenOnceOnWhicheverNode() {
        tickets.add("ticket", ada, NOW, LATER);

        assertThat(table(100).take("ticket", NOW)).contains(ada);
        assertThat(tickets.take("ticket", NOW)).isEmpty();
        assertThat(tickets.take("another", NOW)).isEmpty();
    }

    @Test
    void ofManyWhoTakeATicketAtTheSameTimeOneGetsIt() throws Exception {
        tickets.add("ticket", ada, NOW, LATER);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Optional<Holder>> take = () -> tickets.take("ticket", NOW);
        int got = 0;
        for (Future<Optional<Holder>> taken :
                threads.invokeAll(Stream.generate(() -> take).limit(8).toList())) {
            got += taken.get().isPresent() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(got).isEqualTo(1);
    }

    @Test
    void aTicketIsVoidAfterItsTimeAndRemovedByOneThatIsIssuedLater() {
        tickets.add("early", ada, NOW, LATER);

        assertThat(tickets.take("early", LATER)).isEmpty();
        tickets.add("late", ada, LATER, LATER.plusSeconds(30));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void beyondTheLimitTheOldestGo() {
        TicketTable few = table(3);
        for (int i = 0; i < 6; i++) {
            few.add("ticket " + i, ada, NOW.plusSeconds(i), LATER.plusSeconds(i));
        }

        assertThat(rows()).isBetween(3L, 4L);
        assertThat(few.take("ticket 0", NOW)).isEmpty();
        assertThat(few.take("ticket 5", NOW)).contains(ada);
    }

    @Test
    void theTableDoesNotTellTheTicket() {
        tickets.add("secret ticket", ada, NOW, LATER);

        assertThat(jdbc.sql("SELECT t::text || convert_from(ticket_hash, 'LATIN1') FROM work.stream_ticket t")
                        .query(String.class)
                        .single())
                .doesNotContain("secret");
    }

    private long rows() {
        return jdbc.sql("SELECT count(*) FROM work.stream_ticket")
                .query(Long.class)
                .single();
    }
}
