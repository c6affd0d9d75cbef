package io.parley.infra.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity.Connected;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a node notes, on its way into the tables. */
class ActivityWriterTest extends OnGateways {

    @Test
    void aStreamIsInTheTableForAsLongAsItIsOpenAndItsEndsStayInTheHistory() {
        Gateway node = node();
        Connected phone = node.connect(ada);
        Connected laptop = node.connect(ada);
        node.round();

        assertThat(tables.connections()).containsExactlyInAnyOrder(phone.connectionId(), laptop.connectionId());
        assertThat(tables.nodeOf(phone)).isEqualTo(node.own.node());

        node.disconnect(phone);
        node.round();
        assertThat(tables.connections()).containsExactly(laptop.connectionId());
        assertThat(tables.history(ada)).containsExactlyInAnyOrder("CONNECTED", "CONNECTED", "DISCONNECTED");
    }

    @Test
    void aStreamThatBeganAndEndedBeforeItWasWrittenLeavesNothingButHistory() {
        Gateway node = node();
        node.disconnect(node.connect(ada));
        node.round();

        assertThat(tables.connections()).isEmpty();
        assertThat(tables.history(ada)).containsExactlyInAnyOrder("CONNECTED", "DISCONNECTED");
    }

    @Test
    void whatIsNotedTwiceStandsInTheTableOnce() {
        Gateway node = node();
        Connected phone = node.connect(ada);
        node.round();
        node.note(phone);
        node.round();
        assertThat(tables.connections()).containsExactly(phone.connectionId());

        node.disconnect(phone);
        node.disconnect(phone);
        node.round();
        node.disconnect(phone);
        node.round();
        assertThat(tables.connections()).isEmpty();
    }

    @Test
    void lastSeenMovesForwardOnlyWhicheverNodeWritesLast() {
        Gateway one = node();
        Gateway other = node();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        one.act(ada, now.minusSeconds(5));
        one.act(ada, now.minusSeconds(1));
        one.act(ada, now.minusSeconds(3));
        one.round();
        assertThat(tables.lastSeen(ada)).contains(now.minusSeconds(1));

        other.act(ada, now.minusSeconds(4));
        other.round();
        assertThat(tables.lastSeen(ada)).contains(now.minusSeconds(1));
        assertThat(tables.history(ada)).hasSize(4).containsOnly("ACTIVE");
    }

    @Test
    void aStreamThatOpensOrEndsMovesNoLastSeen() {
        Gateway node = node();
        node.disconnect(node.connect(ada));
        node.round();

        assertThat(tables.lastSeen(ada)).isEmpty();
    }

    @Test
    void aClockThatRunsAheadDoesNotMoveLastSeenIntoTheFutureNorLosesAnything() {
        Gateway node = node();
        node.act(ada, Instant.now().plus(Duration.ofDays(400)));
        node.note(new Connected(ada, node.connect(ada).deviceId(), UUID.randomUUID(), Instant.EPOCH));
        node.round();

        assertThat(tables.lastSeen(ada).orElseThrow()).isCloseTo(Instant.now(), within(Duration.ofSeconds(20)));
        assertThat(tables.history(ada)).hasSize(3);
    }

    @Test
    void twoNodesThatWriteTheSameUsersAtOnceDoNotWaitInACircle() throws Exception {
        List<UserId> users = tables.users(200);
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < 2; n++) {
            Gateway node = node(Gateway.settings(100, 10_000));
            List<UserId> order = new ArrayList<>(users);
            Collections.shuffle(order, new Random(n));
            threads.add(new Thread(() -> {
                for (int round = 0; round < 20; round++) {
                    order.forEach(user -> node.act(user, Instant.now()));
                    node.round();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        started.forEach(node -> assertThat(node.count("parley.activity.failed")).isZero());
        assertThat(tables.count("ACTIVE")).isEqualTo(2 * 20 * 200);
    }

    @Test
    void nothingIsWrittenOfAnAccountThatWasErased() {
        Gateway node = node();
        node.connect(ada);
        node.act(ada, Instant.now());
        jdbc.sql("DELETE FROM work.credentials").update();
        node.round();

        assertThat(tables.connections()).isEmpty();
        assertThat(tables.history(ada)).isEmpty();
        assertThat(tables.lastSeen(ada)).isEmpty();
    }

    @Test
    void whileAnAccountIsBeingErasedNobodyWaitsForThat() {
        Gateway node = node();
        UserId bob = tables.user();
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(begun -> {
            jdbc.sql("DELETE FROM work.credentials WHERE user_id = ?")
                    .param(ada.value())
                    .update();
            jdbc.sql("DELETE FROM work.last_seen WHERE user_id = ?")
                    .param(ada.value())
                    .update();
            Thread round = new Thread(() -> {
                node.act(ada, Instant.now());
                node.act(bob, Instant.now());
                node.round();
            });
            round.start();
            await().untilAsserted(() -> assertThat(round.isAlive()).isFalse());
        });

        assertThat(tables.lastSeen(ada)).isEmpty();
        assertThat(tables.lastSeen(bob)).isPresent();
    }

    @Test
    void whatCannotBeWrittenIsWrittenTheNextTime() {
        Gateway node = node();
        node.round();
        jdbc.sql("ALTER TABLE work.connection RENAME TO elsewhere").update();
        Connected phone = node.connect(ada);
        Connected laptop = node.connect(ada);
        node.act(ada, Instant.now());
        node.round();
        assertThat(node.count("parley.activity.failed")).isEqualTo(1);
        assertThat(tables.history(ada)).isEmpty();

        node.disconnect(laptop);
        jdbc.sql("ALTER TABLE work.elsewhere RENAME TO connection").update();
        node.round();

        assertThat(tables.connections()).containsExactly(phone.connectionId());
        assertThat(tables.history(ada)).containsExactlyInAnyOrder("ACTIVE", "CONNECTED", "CONNECTED", "DISCONNECTED");
    }

    @Test
    void whenTooMuchWaitsWhatUsersDoIsDroppedAndCountedAndNoStream() {
        Gateway node = node(Gateway.settings(10, 20));
        List<Connected> open =
                Stream.generate(() -> node.connect(ada)).limit(30).toList();
        for (int i = 0; i < 5; i++) {
            node.act(ada, Instant.now());
        }
        assertThat(node.count("parley.activity.dropped")).isEqualTo(5);
        node.disconnect(open.get(0));
        node.round();

        assertThat(tables.connections()).hasSize(29).doesNotContain(open.get(0).connectionId());
        assertThat(tables.count("ACTIVE")).isZero();
    }

    @Test
    void whoComesAndGoesWhileNothingIsWrittenFillsNoMemory() {
        Gateway node = node(Gateway.settings(10, 20));
        Connected stays = node.connect(ada);
        for (int i = 0; i < 1000; i++) {
            node.disconnect(node.connect(ada));
        }

        assertThat(node.meters.get("parley.activity.waiting").gauge().value()).isLessThanOrEqualTo(20);
        node.round();
        assertThat(tables.connections()).containsExactly(stays.connectionId());
    }

    @Test
    void itIsWrittenByItselfAndAtTheEnd() {
        Gateway node = Gateway.on(database);
        node.writer.start();
        node.connect(ada);
        await().untilAsserted(() -> assertThat(tables.connections()).hasSize(1));
        node.act(ada, Instant.now());
        node.close();

        assertThat(tables.lastSeen(ada)).isPresent();
        assertThat(tables.connections()).isEmpty();
        assertThat(tables.gateways()).isEmpty();
        assertThat(tables.removedGateways()).isZero();
        assertThat(tables.history(ada)).contains("DISCONNECTED");
    }
}
