package io.parley.infra.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.id.ReceiptsId;
import io.parley.infra.axon.AggregateVersions;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.Tally.Count;
import io.parley.infra.testing.Tally.CountThenRefuse;
import io.parley.infra.testing.Tally.RefuseUnless;
import io.parley.infra.testing.TestNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands on one aggregate by way of two nodes: whatever a node remembers, its answers are those of the store. */
class SeveralNodesTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final List<TestNode> nodes = new ArrayList<>();
    private final ReceiptsId tally = TestNode.newTally();

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void anAnswerThatNeedsNoEventIsNeverOlderThanWhatAnotherNodeHasAnswered() throws Exception {
        TestNode one = nodeThatHearsLate();
        TestNode other = nodeThatHearsLate();

        for (long total = 1; total <= 20; total++) {
            assertThat(answer(other, new Count(tally, 1))).isEqualTo(total);
            assertThat(answer(one, new Count(tally, 0))).isEqualTo(total);
        }
    }

    @Test
    void aRefusalNeverRestsOnWhatWasTrueBeforeAnotherNodesAnswer() throws Exception {
        TestNode one = nodeThatHearsLate();
        TestNode other = nodeThatHearsLate();

        for (long total = 1; total <= 20; total++) {
            answer(other, new Count(tally, 1));
            assertThat(one.send(new RefuseUnless(tally, total))
                            .get(20, TimeUnit.SECONDS)
                            .isExceptional())
                    .as("refused although the total is %d", total)
                    .isFalse();
            assertThat(one.send(new RefuseUnless(tally, total - 1))
                            .get(20, TimeUnit.SECONDS)
                            .isExceptional())
                    .isTrue();
        }
    }

    @Test
    void nothingIsLostOrShownOfConflictsWhenBothNodesWriteAtOnce() throws Exception {
        TestNode one = node(Map.of());
        TestNode other = node(Map.of());
        List<CompletableFuture<CommandResultMessage<?>>> answers = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            answers.add((i % 2 == 0 ? one : other).send(new Count(tally, 1)));
            if (i % 10 == 9) {
                answers.get(i).get(20, TimeUnit.SECONDS);
            }
        }

        List<Long> totals = new ArrayList<>();
        for (CompletableFuture<CommandResultMessage<?>> answer : answers) {
            totals.add((Long) answer.get(20, TimeUnit.SECONDS).getPayload());
        }
        assertThat(totals).doesNotHaveDuplicates().hasSize(100).contains(1L, 100L);
    }

    @Test
    void whatAnotherNodeChangesIsForgottenAsSoonAsItIsHeardOf() throws Exception {
        TestNode one = node(Map.of());
        TestNode other = node(Map.of());
        await().until(() -> !one.bean(Nodes.class).isAlone());
        answer(one, new Count(tally, 1));
        await().until(() ->
                one.bean(AggregateVersions.class).version(tally.toString()).isPresent());

        answer(other, new Count(tally, 1));

        await().until(() ->
                one.bean(AggregateVersions.class).version(tally.toString()).isEmpty());
        assertThat(answer(one, new Count(tally, 1))).isEqualTo(3L);
        assertThat(count(one, "parley.commands.conflicts")).isZero();
    }

    @Test
    void aNodeThatIsAloneAsksTheStoreForNothingMore() throws Exception {
        TestNode alone = node(Map.of());
        await().until(() -> alone.bean(Nodes.class).isAlone());
        answer(alone, new Count(tally, 1));

        for (int i = 0; i < 20; i++) {
            alone.send(new CountThenRefuse(tally, 0)).get(20, TimeUnit.SECONDS);
        }

        assertThat(count(alone, "parley.commands.checks")).isZero();
        TestNode second = node(Map.of());
        await().until(() -> !alone.bean(Nodes.class).isAlone());
        alone.send(new CountThenRefuse(tally, 0)).get(20, TimeUnit.SECONDS);
        assertThat(count(alone, "parley.commands.checks")).isEqualTo(1);
        assertThat(count(second, "parley.commands.checks")).isZero();
    }

    /** Nodes that hear of each other's commits once a second at most, so that memories are outdated for long. */
    private TestNode nodeThatHearsLate() {
        return node(Map.of("parley.nodes.debounce", "1s", "parley.store.tail.poll-interval", "1h"));
    }

    private TestNode node(Map<String, String> settings) {
        TestNode started = TestNode.on(database, new HashMap<>(settings));
        nodes.add(started);
        await().until(() -> started.bean(Nodes.class).isListening());
        return started;
    }

    private static double count(TestNode node, String what) {
        return node.bean(MeterRegistry.class).counter(what).count();
    }

    private static Object answer(TestNode node, Object command) throws Exception {
        return node.send(command).get(20, TimeUnit.SECONDS).getPayload();
    }
}
