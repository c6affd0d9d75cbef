package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.log.EventTail;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.Tally;
import io.parley.infra.testing.TestNode;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database is there and cannot do its work: that is said clearly, and afterwards all goes on without a gap. */
class StoreTroubleTest {

    private static final int COMMANDS = 20;

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final TestNode node = TestNode.on(database, Map.of("parley.db.statement-timeout", "1s"));
    private final ReceiptsId tally = TestNode.newTally();
    private final List<Long> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void allIsWell() {
        node.bean(EventTail.class).follow("test", 0, event -> heard.add(event.position()));
        assertThat(count(tally).getPayload()).isEqualTo(1L);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aStatementThatTakesTooLongIsRefusedAndLeavesNothing() throws Exception {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(EventAppender.LOCK);
            assertThat(refusal(count(tally))).isEqualTo(ErrorCode.UNAVAILABLE);
            other.rollback();
        }

        allGoesOnAfterwards();
    }

    /** What the server says when it cannot extend a file: SQLSTATE 53100, and the transaction is rolled back. */
    @Test
    void aFullDiskIsRefusedWhateverIsReadAndLeavesNothing() {
        fillDisk();

        List<CompletableFuture<CommandResultMessage<?>>> answers = IntStream.range(0, COMMANDS)
                .mapToObj(i -> node.send(new Tally.Count(i % 2 == 0 ? tally : TestNode.newTally(), 1)))
                .toList();
        for (CompletableFuture<CommandResultMessage<?>> answer : answers) {
            assertThat(refusal(answer.orTimeout(30, TimeUnit.SECONDS).join())).isEqualTo(ErrorCode.UNAVAILABLE);
        }
        assertThat(node.bean(EventStore.class).lastSequenceNumberFor(tally.toString()))
                .contains(0L);

        emptyDisk();
        allGoesOnAfterwards();
    }

    private void allGoesOnAfterwards() {
        assertThat(count(tally).getPayload()).isEqualTo(2L);
        assertThat(count(TestNode.newTally()).getPayload()).isEqualTo(1L);
        assertThat(node.bean(EventTail.class).head()).isEqualTo(3);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(heard)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 3).boxed().toList()));
    }

    private void fillDisk() {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("""
                        CREATE FUNCTION events.no_space() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
                        END $$""").update();
        jdbc.sql("""
                        CREATE TRIGGER no_space AFTER INSERT ON events.event
                        FOR EACH ROW EXECUTE FUNCTION events.no_space()""").update();
    }

    private void emptyDisk() {
        JdbcClient.create(database)
                .sql("DROP FUNCTION events.no_space() CASCADE")
                .update();
    }

    private CommandResultMessage<?> count(ReceiptsId aggregate) {
        return node.send(new Tally.Count(aggregate, 1))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static ErrorCode refusal(CommandResultMessage<?> answer) {
        assertThat(answer.isExceptional()).isTrue();
        assertThat(answer.exceptionResult()).isInstanceOf(Rejection.class);
        return ((Rejection) answer.exceptionResult()).code();
    }
}
