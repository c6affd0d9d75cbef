package io.parley.infra.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.infra.postgres.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class NodesTest {

    private static final Duration DEBOUNCE = Duration.ofMillis(50);

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final List<Nodes> started = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        started.forEach(Nodes::close);
    }

    @Test
    void aNodeThatIsAloneTellsNobodyAnything() {
        Nodes one = start();

        one.tell(Topic.LOG);

        assertThat(one.isAlone()).isTrue();
        assertThat(sent()).isZero();
        assertThat(connections("parley-notify")).isZero();
    }

    @Test
    void twoNodesKnowOfEachOtherAtOnceWhicheverCameFirst() {
        Nodes first = start();
        Nodes second = start();

        assertThat(second.isAlone()).isFalse();
        await().untilAsserted(() -> assertThat(first.isAlone()).isFalse());

        second.close();
        assertThat(first.isAlone()).isFalse();
    }

    @Test
    void aNodeHearsOthersAndNotItself() {
        Nodes one = start();
        Nodes other = start();
        AtomicInteger heardByOne = count(one, Topic.LOG);
        AtomicInteger heardByOther = count(other, Topic.LOG);
        AtomicInteger progress = count(other, Topic.PROGRESS);
        await().until(() -> !one.isAlone());

        one.tell(Topic.LOG);

        await().untilAsserted(() -> assertThat(heardByOther).hasValue(1));
        other.tell(Topic.PROGRESS);
        other.tell(Topic.LOG);
        await().untilAsserted(() -> assertThat(heardByOne).hasValueGreaterThan(0));
        assertThat(heardByOther).hasValue(1);
        assertThat(progress).hasValue(0);
    }

    @Test
    void howeverMuchHappensOnlySoMuchIsTold() {
        Nodes one = start();
        Nodes other = start();
        AtomicInteger heard = count(other, Topic.LOG);
        await().until(() -> !one.isAlone());
        long begin = System.nanoTime();

        int told = 0;
        while (System.nanoTime() - begin < Duration.ofMillis(500).toNanos()) {
            one.tell(Topic.LOG);
            told++;
        }
        long notifications = (System.nanoTime() - begin) / DEBOUNCE.toNanos() + 2;

        assertThat(told).isGreaterThan(1000);
        await().untilAsserted(() -> assertThat((double) heard.get()).isEqualTo(sent()));
        assertThat(sent()).isBetween(1.0, (double) notifications);
    }

    @Test
    void whoIsCutOffSaysSoAndListensAgain() {
        Nodes one = start();
        Nodes other = start();
        AtomicInteger heard = count(other, Topic.LOG);

        jdbc.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley-listen'"
                        + " AND datname = current_database()")
                .query()
                .listOfRows();

        // told to look when it went deaf, and when it heard again
        await().untilAsserted(() -> assertThat(heard).hasValueGreaterThanOrEqualTo(2));
        await().until(() -> one.isListening() && other.isListening());
        int before = heard.get();
        one.tell(Topic.LOG);
        await().untilAsserted(() -> assertThat(heard).hasValueGreaterThan(before));
    }

    @Test
    void whatWasToldWhileTheConnectionWasLostIsToldAgain() {
        Nodes one = start();
        Nodes other = start();
        AtomicInteger heard = count(other, Topic.LOG);
        await().until(() -> !one.isAlone());
        one.tell(Topic.LOG);
        await().untilAsserted(() -> assertThat(heard).hasValue(1));

        jdbc.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley-notify'"
                        + " AND datname = current_database()")
                .query()
                .listOfRows();
        one.tell(Topic.LOG);

        await().untilAsserted(() -> assertThat(heard).hasValue(2));
    }

    private Nodes start() {
        Nodes nodes = TestNodes.start(database, meters, DEBOUNCE);
        started.add(nodes);
        return nodes;
    }

    private static AtomicInteger count(Nodes nodes, Topic topic) {
        AtomicInteger heard = new AtomicInteger();
        nodes.onHeard(topic, heard::incrementAndGet);
        return heard;
    }

    private double sent() {
        return meters.counter("parley.log.notify.sent").count();
    }

    private long connections(String name) {
        return jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = ?"
                        + " AND datname = current_database()")
                .param(name)
                .query(Long.class)
                .single();
    }
}
