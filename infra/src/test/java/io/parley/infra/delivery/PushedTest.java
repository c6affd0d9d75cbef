package io.parley.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.wiring.TestSchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What gateways tell of what they pushed, on the way into the table and out of it. */
class PushedTest {

    private static final int BATCH = 3;
    private static final int RANGES = 4;

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PushedTable table = new PushedTable(jdbc, settings(100, RANGES));
    private final UserId ada = UserId.random();
    private final DeviceId phone = DeviceId.random();
    private final DeviceId laptop = DeviceId.random();

    PushedTest() {
        TestSchemas.migrate(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static PushedProperties settings(int devices, int ranges) {
        return new PushedProperties(
                Duration.ofMillis(10), devices, BATCH, ranges, Duration.ofDays(90), Duration.ofHours(1));
    }

    private PushedGatherer node() {
        return new PushedGatherer(table, settings(100, RANGES), meters);
    }

    private int devices(long position) {
        return table.count(Map.of(ada, position)).getOrDefault(ada, 0);
    }

    @Test
    void aPositionCountsForEachDeviceOfTheUserToWhichItWasPushed() {
        PushedGatherer node = node();
        node.pushed(ada, phone, 10, 20);
        node.pushed(ada, laptop, 15, 30);
        node.pushed(UserId.random(), DeviceId.random(), 0, 100);
        node.write();

        assertThat(devices(10)).isZero();
        assertThat(devices(11)).isEqualTo(1);
        assertThat(devices(16)).isEqualTo(2);
        assertThat(devices(20)).isEqualTo(2);
        assertThat(devices(30)).isEqualTo(1);
        assertThat(devices(31)).isZero();
    }

    @Test
    void whatThisNodeHasNotWrittenYetCountsToo() {
        PushedGatherer node = node();
        node.pushed(ada, phone, 10, 20);

        assertThat(node.count(Map.of(ada, 15L))).containsEntry(ada, 1);
    }

    @Test
    void twoStreamsOfADeviceCountOnce() {
        PushedGatherer node = node();
        node.pushed(ada, phone, 10, 20);
        node.pushed(ada, phone, 12, 18);
        node.write();
        node.pushed(ada, phone, 12, 22);
        node.write();

        assertThat(devices(15)).isEqualTo(1);
        assertThat(ranges(phone)).isEqualTo("{[11,23)}");
    }

    @Test
    void aStreamThatResumesLeavesNoGapAndOneThatBeginsAnewDoes() {
        PushedGatherer node = node();
        node.pushed(ada, phone, 10, 20);
        node.write();
        node.pushed(ada, phone, 20, 25);
        node.write();
        node.pushed(ada, phone, 40, 50);
        node.write();

        assertThat(ranges(phone)).isEqualTo("{[11,26),[41,51)}");
        assertThat(devices(30)).isZero();
    }

    @Test
    void twoNodesThatWriteTheSameDevicesAtOnceLoseNothing() throws Exception {
        List<Device> all = Stream.generate(() -> new Device(UserId.random(), DeviceId.random()))
                .limit(50)
                .toList();
        PushedProperties all60 = settings(100, 60); // one of them may be far ahead of the other
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < 2; n++) {
            int first = n;
            PushedGatherer node = new PushedGatherer(new PushedTable(jdbc, all60), all60, meters);
            threads.add(new Thread(() -> {
                for (int round = 0; round < 30; round++) {
                    long after = 2L * round + first;
                    all.forEach(one -> node.pushed(one.userId(), one.deviceId(), after, after + 1));
                    node.write();
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(meters.counter("parley.pushed.failed").count()).isZero();
        assertThat(jdbc.sql("SELECT DISTINCT ranges::text FROM work.pushed")
                        .query(String.class)
                        .list())
                .containsExactly("{[1,61)}");
    }

    @Test
    void ofADeviceTheNewestPartsAreRememberedAndNoMore() {
        PushedGatherer node = node();
        for (int i = 0; i < 10; i++) {
            node.pushed(ada, phone, i * 10, i * 10 + 5);
            node.write();
        }

        assertThat(ranges(phone)).isEqualTo("{[61,66),[71,76),[81,86),[91,96)}");
    }

    @Test
    void whatCannotBeWrittenIsWrittenTheNextTime() {
        PushedGatherer node = node();
        jdbc.sql("ALTER TABLE work.pushed RENAME TO elsewhere").update();
        node.pushed(ada, phone, 10, 20);
        node.write();
        node.pushed(ada, phone, 20, 22);
        jdbc.sql("ALTER TABLE work.elsewhere RENAME TO pushed").update();
        assertThat(meters.counter("parley.pushed.failed").count()).isEqualTo(1);

        node.write();

        assertThat(ranges(phone)).isEqualTo("{[11,23)}");
    }

    @Test
    void ofMoreDevicesThanThereIsRoomForItIsLostAndCountedAndNothingElseHappens() {
        PushedGatherer node = new PushedGatherer(table, settings(5, RANGES), meters);
        for (int i = 0; i < 8; i++) {
            node.pushed(UserId.random(), DeviceId.random(), 10, 20);
        }
        node.write();

        assertThat(jdbc.sql("SELECT count(*) FROM work.pushed")
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
        assertThat(meters.counter("parley.pushed.lost").count()).isEqualTo(3);
    }

    @Test
    void itIsWrittenByItselfAndAtTheEnd() {
        PushedGatherer node = node();
        node.start();
        node.pushed(ada, phone, 10, 20);
        await().untilAsserted(() -> assertThat(devices(20)).isEqualTo(1));
        node.pushed(ada, laptop, 10, 20);
        node.close();

        assertThat(devices(20)).isEqualTo(2);
        assertThatCode(() -> node.pushed(ada, phone, 20, 30)).doesNotThrowAnyException();
    }

    @Test
    void aDeviceToWhichNothingWasPushedForLongIsRemoved() {
        PushedGatherer node = node();
        node.pushed(ada, phone, 10, 20);
        node.write();
        jdbc.sql("UPDATE work.pushed SET pushed_at = now() - interval '91 days'")
                .update();
        node.pushed(ada, laptop, 10, 20);
        node.write();

        assertThat(table.tidy()).isFalse();
        assertThat(devices(20)).isEqualTo(1);
    }

    @Test
    void manyWhoAreGoneAreRemovedInParts() {
        PushedGatherer node = node();
        for (int i = 0; i < BATCH + 1; i++) {
            node.pushed(ada, DeviceId.random(), 10, 20);
        }
        node.write();
        jdbc.sql("UPDATE work.pushed SET pushed_at = now() - interval '91 days'")
                .update();

        assertThat(table.tidy()).isTrue();
        assertThat(devices(20)).isEqualTo(1);
        assertThat(table.tidy()).isFalse();
        assertThat(devices(20)).isZero();
    }

    @Test
    void nobodyIsAskedForInVain() {
        assertThat(table.count(Map.of())).isEmpty();
    }

    private String ranges(DeviceId device) {
        return jdbc.sql("SELECT ranges::text FROM work.pushed WHERE device_id = ?")
                .param(device.value())
                .query(String.class)
                .single();
    }
}
