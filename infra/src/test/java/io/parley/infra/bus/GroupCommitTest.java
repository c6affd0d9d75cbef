package io.parley.infra.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.MetadataKeys;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ReceiptsId;
import io.parley.infra.database.DeferredWrites;
import io.parley.infra.database.ImmediateWrites;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.Tally.Count;
import io.parley.infra.testing.Tally.CountThenRefuse;
import io.parley.infra.testing.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits in a partition is one group. Here there is one partition, and a gate in front of it lets a group gather. */
class GroupCommitTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final List<TestNode> nodes = new ArrayList<>();
    private final TestNode node = node();
    private final ReceiptsId one = TestNode.newTally();
    private final ReceiptsId other = TestNode.newTally();

    private TestNode node() {
        TestNode started = TestNode.on(database, Map.of("parley.commands.partitions", "1"));
        nodes.add(started);
        return started;
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void whatWaitsIsCommittedAtOnceAndEachIsAnsweredWithItsOwnPosition() throws Exception {
        List<CommandResultMessage<?>> results =
                together(new Count(one, 2), new Count(other, 1), new Count(one, 0), new Count(one, 1));

        assertThat(results).extracting(GroupCommitTest::payload).containsExactly(2L, 1L, 2L, 3L);
        assertThat(results)
                .extracting(result -> result.getMetaData().get(MetadataKeys.POSITION))
                .containsExactly(2L, 3L, 4L, 4L);
        assertThat(transactions()).isEqualTo(1);
        assertThat(meters().summary("parley.commands.group.size").max()).isEqualTo(4);
    }

    @Test
    void oneThatIsRefusedFailsAloneAlsoIfItHadChangedTheAggregate() throws Exception {
        List<CommandResultMessage<?>> results =
                together(new Count(one, 1), new CountThenRefuse(one, 5), new Count(other, 1), new Count(one, 1));

        assertThat(refusal(results.get(1))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(results.get(0).getPayload()).isEqualTo(1L);
        assertThat(results.get(2).getPayload()).isEqualTo(1L);
        assertThat(results.get(3).getPayload()).isEqualTo(2L);
        assertThat(transactions()).isEqualTo(1);
        assertThat(events()).isEqualTo(3);
    }

    @Test
    void aCleanRefusalLeavesTheAggregateInTheCache() throws Exception {
        together(new Count(one, 1));
        double missesBefore = misses();

        List<CommandResultMessage<?>> results = together(new CountThenRefuse(one, 0), new Count(one, 1));

        assertThat(refusal(results.get(0))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(results.get(1).getPayload()).isEqualTo(2L);
        assertThat(misses()).isEqualTo(missesBefore);
    }

    @Test
    void whoLosesAConflictIsHandledAgainWithAllThatRestsOnItAndNobodyElse() throws Exception {
        together(new Count(one, 1));
        TestNode rival = node();

        List<CommandResultMessage<?>> results = together(
                new Count(one, 1),
                new Count(other, 7),
                (Callable<Object>) () ->
                        rival.send(new Count(one, 10)).get(20, TimeUnit.SECONDS).getPayload(),
                new Count(one, 0),
                new Count(one, 1));

        assertThat(results.get(1).getPayload()).isEqualTo(7L);
        assertThat(results.get(2).getPayload()).isEqualTo(11L);
        assertThat(List.of(results.get(0), results.get(4)))
                .extracting(GroupCommitTest::payload)
                .containsExactlyInAnyOrder(12L, 13L);
        assertThat((long) results.get(3).getPayload()).isGreaterThanOrEqualTo(11L);
        assertThat(events()).isEqualTo(1 + 7 + 10 + 2);
        assertThat(meters().counter("parley.commands.conflicts").count()).isEqualTo(1);
        assertThat(meters().counter("parley.commands.groups.broken.up").count()).isZero();
    }

    @Test
    void whatWasDeferredByOneThatIsRefusedOrOutrunIsNotWritten() throws Exception {
        jdbc.sql("CREATE TABLE noted (what text)").update();
        together(new Count(one, 1));
        TestNode rival = node();
        DeferredWrites.Sink<String> sink = new Notes();

        together(
                (Callable<Object>) () -> {
                    DeferredWrites.add(sink, "kept");
                    return "kept";
                },
                (Callable<Object>) () -> {
                    DeferredWrites.add(sink, "refused");
                    throw new Rejection(ErrorCode.FORBIDDEN, "no");
                },
                new Count(one, 1),
                (Callable<Object>) () ->
                        rival.send(new Count(one, 1)).get(20, TimeUnit.SECONDS).getPayload());

        assertThat(notes()).containsExactly("kept");
    }

    @Test
    void oneThatFailsAfterItWroteAtOnceBreaksTheGroupUpAndLeavesNothing() throws Exception {
        jdbc.sql("CREATE TABLE noted (what text)").update();
        JdbcTemplate inTransaction = new JdbcTemplate(node.bean(javax.sql.DataSource.class));

        List<CommandResultMessage<?>> results = together(
                new Count(one, 1),
                (Callable<Object>) () -> {
                    inTransaction.update("INSERT INTO noted VALUES ('never')");
                    ImmediateWrites.note();
                    throw new Rejection(ErrorCode.FORBIDDEN, "no");
                },
                new Count(one, 1));

        assertThat(refusal(results.get(1))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(results.get(2).getPayload()).isEqualTo(2L);
        assertThat(notes()).isEmpty();
        assertThat(meters().counter("parley.commands.groups.broken.up").count()).isEqualTo(1);
    }

    @Test
    void oneThatBreaksTheTransactionFailsAlone() throws Exception {
        JdbcTemplate inTransaction = new JdbcTemplate(node.bean(javax.sql.DataSource.class));

        List<CommandResultMessage<?>> results = together(
                new Count(one, 1),
                (Callable<Object>) () -> inTransaction.update("INSERT INTO nowhere VALUES (1)"),
                new Count(one, 1));

        assertThat(results.get(1).isExceptional()).isTrue();
        assertThat(results.get(2).getPayload()).isEqualTo(2L);
        assertThat(events()).isEqualTo(2);
    }

    /** Sends commands so that they are one group: they wait while the partition is busy. */
    private List<CommandResultMessage<?>> together(Object... commands) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<CommandResultMessage<?>> first = call(() -> {
            busy.countDown();
            return gate.await(20, TimeUnit.SECONDS);
        });
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<CommandResultMessage<?>>> answers = new ArrayList<>();
        for (Object command : commands) {
            answers.add(send(command));
        }
        gate.countDown();
        first.get(20, TimeUnit.SECONDS);
        List<CommandResultMessage<?>> results = new ArrayList<>();
        for (CompletableFuture<CommandResultMessage<?>> answer : answers) {
            results.add(answer.get(30, TimeUnit.SECONDS));
        }
        return results;
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<CommandResultMessage<?>> send(Object command) {
        return command instanceof Callable ? call((Callable<Object>) command) : node.send(command);
    }

    /** A command that is handled by running something. */
    private CompletableFuture<CommandResultMessage<?>> call(Callable<Object> handler) {
        String name = "call-" + System.identityHashCode(handler);
        CommandBus bus = node.bean(CommandBus.class);
        bus.subscribe(name, command -> handler.call());
        CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
        bus.dispatch(
                new GenericCommandMessage<>(new GenericMessage<>(name), name),
                (sent, result) -> answer.complete(result));
        return answer;
    }

    private MeterRegistry meters() {
        return node.bean(MeterRegistry.class);
    }

    private double misses() {
        return meters().get("cache.gets")
                .tag("result", "miss")
                .functionCounter()
                .count();
    }

    private long events() {
        return jdbc.sql("SELECT count(*) FROM events.event").query(Long.class).single();
    }

    private long transactions() {
        return jdbc.sql("SELECT count(DISTINCT xmin::text) FROM events.event")
                .query(Long.class)
                .single();
    }

    private List<String> notes() {
        return jdbc.sql("SELECT what FROM noted ORDER BY what")
                .query(String.class)
                .list();
    }

    private static Object payload(CommandResultMessage<?> result) {
        return result.getPayload();
    }

    private static ErrorCode refusal(CommandResultMessage<?> result) {
        assertThat(result.isExceptional()).isTrue();
        return ((Rejection) result.exceptionResult()).code();
    }

    private final class Notes implements DeferredWrites.Sink<String> {

        private final JdbcTemplate inTransaction = new JdbcTemplate(node.bean(javax.sql.DataSource.class));

        @Override
        public void write(List<String> rows) {
            rows.forEach(row -> inTransaction.update("INSERT INTO noted VALUES (?)", row));
        }

        @Override
        public void dropped(String row) {}
    }
}
