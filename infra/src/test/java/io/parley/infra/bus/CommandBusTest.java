package io.parley.infra.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.MetadataKeys;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.Tally;
import io.parley.infra.testing.TestNode;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class CommandBusTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final List<TestNode> nodes = new ArrayList<>();

    private TestNode node(Map<String, String> properties) {
        TestNode node = TestNode.on(database, properties);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void aResultBearsThePositionOfTheCommandsLastEvent() throws Exception {
        TestNode node = node(Map.of());

        assertThat(answer(node, new Tally.Count(TestNode.newTally(), 3)).getMetaData())
                .containsEntry(MetadataKeys.POSITION, 3L);
        assertThat(answer(node, new Tally.Count(TestNode.newTally(), 2)).getMetaData())
                .containsEntry(MetadataKeys.POSITION, 5L);
    }

    @Test
    void aResultWithoutEventsBearsThePositionOfTheHead() throws Exception {
        TestNode node = node(Map.of());
        ReceiptsId tally = TestNode.newTally();
        answer(node, new Tally.Count(tally, 1));
        answer(node, new Tally.Count(TestNode.newTally(), 3));

        assertThat(answer(node, new Tally.Count(tally, 0)).getMetaData()).containsEntry(MetadataKeys.POSITION, 4L);
    }

    @Test
    void conflictsBetweenNodesAreHandledAgainOnFreshStateAndNeverShown() throws Exception {
        List<TestNode> two =
                List.of(node(Map.of("parley.commands.tries", "50")), node(Map.of("parley.commands.tries", "50")));
        ReceiptsId tally = TestNode.newTally();
        List<CompletableFuture<CommandResultMessage<?>>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(two.get(i % 2).send(new Tally.Count(tally, 1)));
        }

        List<Object> totals = new ArrayList<>();
        for (CompletableFuture<CommandResultMessage<?>> each : answers) {
            CommandResultMessage<?> result = each.get(30, TimeUnit.SECONDS);
            assertThat(result.isExceptional()).isFalse();
            totals.add(result.getPayload());
        }

        assertThat(totals).doesNotHaveDuplicates().hasSize(100).contains(1L, 100L);
        assertThat(two.get(0).bean(EventTail.class).head()).isEqualTo(100);
    }

    @Test
    void whatIsRefusedAfterItChangedTheAggregateLeavesNoTrace() throws Exception {
        TestNode node = node(Map.of());
        ReceiptsId tally = TestNode.newTally();
        answer(node, new Tally.Count(tally, 2));

        CommandResultMessage<?> refused =
                node.send(new Tally.CountThenRefuse(tally, 5)).get(10, TimeUnit.SECONDS);

        assertRefused(refused, ErrorCode.FORBIDDEN);
        assertThat(refused.getMetaData()).doesNotContainKey(MetadataKeys.POSITION);
        assertThat(answer(node, new Tally.Count(tally, 1)).getPayload()).isEqualTo(3L);
        assertThat(node.bean(EventTail.class).head()).isEqualTo(3);
    }

    @Test
    void whenTheQueueIsFullTheNextCommandIsRefusedAtOnce() throws Exception {
        TestNode node = node(Map.of("parley.commands.partitions", "1", "parley.commands.queue", "1"));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        handle(node, "block", () -> {
            begun.countDown();
            release.await();
            return "done";
        });

        CompletableFuture<CommandResultMessage<?>> first = dispatch(node, "block");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<CommandResultMessage<?>> second = dispatch(node, "block");
        CompletableFuture<CommandResultMessage<?>> third = dispatch(node, "block");

        assertThat(third).isDone();
        assertRefused(third.get(), ErrorCode.OVERLOADED);
        release.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).getPayload()).isEqualTo("done");
        assertThat(second.get(10, TimeUnit.SECONDS).getPayload()).isEqualTo("done");
    }

    @Test
    void whatHasWaitedTooLongIsRefusedAndNotHandled() throws Exception {
        TestNode node = node(Map.of("parley.commands.partitions", "1", "parley.commands.deadline", "50ms"));
        AtomicInteger handled = new AtomicInteger();
        handle(node, "slow", () -> {
            handled.incrementAndGet();
            Thread.sleep(200);
            return "done";
        });

        dispatch(node, "slow");
        CompletableFuture<CommandResultMessage<?>> late = dispatch(node, "slow");

        assertRefused(late.get(10, TimeUnit.SECONDS), ErrorCode.OVERLOADED);
        assertThat(handled).hasValue(1);
    }

    @Test
    void whatWaitsWhenTheNodeStopsIsAnswered() throws Exception {
        TestNode node = node(Map.of("parley.commands.partitions", "1", "parley.commands.drain", "100ms"));
        CountDownLatch begun = new CountDownLatch(1);
        handle(node, "hang", () -> {
            begun.countDown();
            Thread.sleep(60_000);
            return "done";
        });
        dispatch(node, "hang");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<CommandResultMessage<?>> waiting = dispatch(node, "hang");

        nodes.clear();
        node.close();

        assertRefused(waiting.get(10, TimeUnit.SECONDS), ErrorCode.UNAVAILABLE);
    }

    @Test
    void aStoreThatCannotBeReachedIsSaidToBeUnavailable() throws Exception {
        TestNode node = node(Map.of());
        handle(node, "unlucky", () -> {
            throw new DataAccessResourceFailureException("no", new SQLTransientConnectionException("none left"));
        });

        assertRefused(dispatch(node, "unlucky").get(10, TimeUnit.SECONDS), ErrorCode.UNAVAILABLE);
    }

    @Test
    void aCommandHoldsNoConnectionBeforeItNeedsOne() throws Exception {
        TestNode node = node(Map.of("parley.commands.partitions", "1"));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        handle(node, "think", () -> {
            begun.countDown();
            release.await();
            return "done";
        });
        CompletableFuture<CommandResultMessage<?>> answer = dispatch(node, "think");

        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> assertThat(
                        node.bean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections())
                .isZero());
        release.countDown();
        assertThat(answer.get(10, TimeUnit.SECONDS).isExceptional()).isFalse();
    }

    @Test
    void aCommandThatNobodyHandlesIsAnsweredSo() throws Exception {
        TestNode node = node(Map.of());

        assertThat(dispatch(node, "nobody").get(10, TimeUnit.SECONDS).exceptionResult())
                .isInstanceOf(NoHandlerForCommandException.class);
    }

    @Test
    void eventsInheritActorDeviceCorrelationAndCause() throws Exception {
        TestNode node = node(Map.of());
        ReceiptsId tally = TestNode.newTally();
        UserId actor = UserId.random();
        GenericCommandMessage<Object> command = new GenericCommandMessage<>(
                new Tally.Count(tally, 1),
                Map.of(
                        MetadataKeys.ACTOR,
                        actor,
                        MetadataKeys.DEVICE,
                        "device",
                        MetadataKeys.CORRELATION_ID,
                        "request",
                        "secret",
                        "not inherited"));
        CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
        node.bean(CommandBus.class).dispatch(command, (sent, result) -> answer.complete(result));
        answer.get(10, TimeUnit.SECONDS);

        DomainEventMessage<?> event =
                node.bean(EventStore.class).readEvents(tally.toString()).next();

        assertThat(event.getMetaData())
                .isEqualTo(MetaData.from(Map.of(
                        MetadataKeys.ACTOR,
                        actor.toString(),
                        MetadataKeys.DEVICE,
                        "device",
                        MetadataKeys.CORRELATION_ID,
                        "request",
                        MetadataKeys.CAUSATION_ID,
                        command.getIdentifier())));
    }

    private static CommandResultMessage<?> answer(TestNode node, Object command) throws Exception {
        CommandResultMessage<?> result = node.send(command).get(20, TimeUnit.SECONDS);
        assertThat(result.isExceptional()).as("%s", result).isFalse();
        return result;
    }

    private static void assertRefused(CommandResultMessage<?> result, ErrorCode code) {
        assertThat(result.isExceptional()).isTrue();
        assertThat(result.exceptionResult())
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static void handle(TestNode node, String name, java.util.concurrent.Callable<Object> handler) {
        node.bean(CommandBus.class).subscribe(name, command -> handler.call());
    }

    private static CompletableFuture<CommandResultMessage<?>> dispatch(TestNode node, String name) {
        CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
        GenericCommandMessage<Object> command =
                new GenericCommandMessage<>(new org.axonframework.messaging.GenericMessage<>(name), name);
        node.bean(CommandBus.class).dispatch(command, (sent, result) -> answer.complete(result));
        return answer;
    }
}
