package io.parley.infra.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.presence.Activity.Connected;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Gateways that die, freeze and come back, and their connections. */
class LeasesTest extends OnGateways {

    /** One that has registered. */
    @Override
    Gateway node() {
        Gateway node = super.node();
        node.round();
        return node;
    }

    @Test
    void connectionsOfANodeThatDiedEndAndThoseOfOthersDoNot() {
        Gateway dead = Gateway.on(database);
        Gateway lives = node();
        List<Connected> lost =
                Stream.generate(() -> dead.connect(ada)).limit(25).toList(); // more than a batch
        Connected stays = lives.connect(ada);
        dead.round();
        lives.round();
        Board board = lives.follow();
        await().untilAsserted(() -> assertThat(board.open()).hasSize(lost.size()));
        dead.die();
        lives.round();
        assertThat(tables.connections()).hasSize(26);

        tables.expire(dead.own.node());
        await().untilAsserted(() -> {
            lives.round();
            assertThat(tables.connections()).containsExactly(stays.connectionId());
        });

        assertThat(tables.count("DISCONNECTED")).isEqualTo(25);
        assertThat(tables.gateways()).containsExactly(lives.own.node());
        assertThat(tables.removedGateways()).isZero();
        // who swept hears of it too
        await().untilAsserted(() -> assertThat(board.open()).isEmpty());
    }

    @Test
    void aLeaseRunsOutByItselfAndAThirdNodeHears() {
        Gateway dead = Gateway.on(database);
        Connected lost = dead.connect(ada);
        dead.round();
        Gateway sweeps = node();
        Gateway hears = node();
        Board board = hears.follow();
        await().untilAsserted(() -> assertThat(board.open()).containsExactly(lost.connectionId()));
        int before = board.timesAnew();
        dead.die();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            sweeps.round();
            assertThat(tables.connections()).isEmpty();
        });
        await().untilAsserted(() -> assertThat(board.open()).isEmpty());
        assertThat(board.timesAnew())
                .isLessThanOrEqualTo(before + 2); // the second look at the beginning, and one at the end
    }

    @Test
    void whatANodeToldAndHadNotWrittenWhenItDiedIsForgottenByAllWhoHeardIt() {
        Gateway dead = Gateway.on(database);
        dead.round();
        Gateway sweeps = node();
        Gateway hears = node();
        await().until(() -> !dead.nodes.isAlone() && !sweeps.nodes.isAlone() && !hears.nodes.isAlone());
        List<Board> boards = List.of(sweeps.follow(), hears.follow());
        Connected ghost = dead.connect(ada);
        await().untilAsserted(() ->
                assertThat(boards).allSatisfy(board -> assertThat(board.open()).containsExactly(ghost.connectionId())));
        dead.die();
        assertThat(tables.connections()).isEmpty();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            sweeps.round();
            hears.round();
            assertThat(boards).allSatisfy(board -> assertThat(board.open()).isEmpty());
        });
    }

    @Test
    void whenTwoNodesSweepAtOnceEachConnectionEndsOnce() throws Exception {
        for (int time = 0; time < 10; time++) {
            Gateway dead = Gateway.on(database);
            Stream.generate(() -> dead.connect(ada)).limit(30).forEach(one -> {});
            dead.round();
            UUID name = dead.own.node();
            dead.die();
            tables.expire(name);
            Gateway one = Gateway.on(database);
            Gateway other = Gateway.on(database);
            List<Thread> sweeps =
                    Stream.of(one, other).map(node -> new Thread(node::round)).toList();
            sweeps.forEach(Thread::start);
            for (Thread sweep : sweeps) {
                sweep.join();
            }
            assertThat(tables.connections()).isEmpty();
            assertThat(tables.count("DISCONNECTED")).isEqualTo(30L * (time + 1));
            one.close();
            other.close();
        }
    }

    @Test
    void aNodeThatWasFrozenRegistersAnewAndItsStreamsAreThereAgain() {
        Gateway frozen = node();
        Gateway other = node();
        Board board = other.follow();
        List<Connected> open =
                Stream.generate(() -> frozen.connect(ada)).limit(25).toList();
        frozen.round();
        await().untilAsserted(() -> assertThat(board.open()).hasSize(25));
        Board own = frozen.follow();
        UUID before = frozen.own.node();
        tables.expire(before);
        await().untilAsserted(() -> {
            other.round();
            assertThat(tables.connections()).isEmpty();
        });
        await().untilAsserted(() -> assertThat(board.open()).isEmpty());

        frozen.disconnect(open.get(0));
        Connected fresh = frozen.connect(ada);
        frozen.round();

        assertThat(tables.connections())
                .hasSize(25)
                .contains(fresh.connectionId())
                .doesNotContain(open.get(0).connectionId());
        assertThat(frozen.own.node()).isNotEqualTo(before);
        assertThat(tables.gateways()).containsExactlyInAnyOrder(frozen.own.node(), other.own.node());
        assertThat(tables.nodeOf(open.get(1))).isEqualTo(frozen.own.node());
        await().untilAsserted(() -> assertThat(board.open()).isEqualTo(tables.connections()));
        assertThat(own.open()).isEmpty();
    }

    @Test
    void aDatabaseThatLostTheLastTransactionsInACrashIsToldAllAgainAndWhatItBroughtBackGoes() {
        Gateway node = node();
        Gateway other = node();
        Board board = other.follow();
        Connected lost = node.connect(ada);
        Connected ended = node.connect(ada);
        node.round();
        node.disconnect(ended);
        node.round();
        await().untilAsserted(() -> assertThat(board.open()).containsExactly(lost.connectionId()));

        tables.crash(node.own.node(), lost, ended);
        Connected fresh = node.connect(ada);
        node.round();

        assertThat(tables.connections()).contains(lost.connectionId(), fresh.connectionId());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            node.round();
            other.round();
            assertThat(tables.connections()).containsExactlyInAnyOrder(lost.connectionId(), fresh.connectionId());
            assertThat(tables.gateways()).containsExactlyInAnyOrder(node.own.node(), other.own.node());
        });
        await().untilAsserted(() -> assertThat(board.open()).isEqualTo(tables.connections()));
    }

    @Test
    void whoWritesAllTheTimeIsNotTakenForDead() {
        Gateway busy = node();
        Gateway other = node();
        Connected stream = busy.connect(ada);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < Duration.ofSeconds(2).toNanos()) {
            busy.round();
            other.round();
        }

        assertThat(tables.connections()).containsExactly(stream.connectionId());
        assertThat(tables.count("DISCONNECTED")).isZero();
    }

    @Test
    void aNodeThatStopsInOrderTellsTheOthers() {
        Gateway stops = Gateway.on(database);
        Gateway other = node();
        Board board = other.follow();
        stops.connect(ada);
        stops.round();
        await().untilAsserted(() -> assertThat(board.open()).hasSize(1));

        stops.close();

        assertThat(tables.connections()).isEmpty();
        await().untilAsserted(() -> assertThat(board.open()).isEmpty());
    }
}
