package io.parley.e2e.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.confidentiality.Tables;
import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Answers;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import io.parley.e2e.harness.SseStream;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Somebody else's lock lets every read of messages hang, until all connections of the pool are taken: reads are refused in time, and
 * messages go on between people, in direct chats and in groups.
 */
class PoolExhaustedIT {

    private static final Duration ANSWERED = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final int READERS = 24;
    private static final int MESSAGES = 150;
    private static final int POOL = 8;

    /** As many reads at once as take all connections and let as many more wait for one. */
    private static final Map<String, String> SMALL =
            Map.of("PARLEY_DB_POOL_SIZE", String.valueOf(POOL), "PARLEY_QUERIES_THREADS", String.valueOf(2 * POOL));

    /** The pool alone speaks: a busy machine, refusals and a projection that waits for the lock would each be a cause as well. */
    private static final Map<String, String> AUTOMATIC = Map.of(
            "PARLEY_DEGRADATION_AUTOMATIC", "true",
            "PARLEY_DEGRADATION_BOUNDS_CPU", "1.0",
            "PARLEY_DEGRADATION_BOUNDS_REFUSED", "1.0",
            "PARLEY_DEGRADATION_BOUNDS_COMMAND_LATENCY", "1m",
            "PARLEY_DEGRADATION_BEHIND_PROJECTION_LAG", "10m");

    private final Answers reads = new Answers();
    private final List<Sent> direct = new ArrayList<>();
    private final List<Sent> inGroup = new ArrayList<>();
    private volatile boolean over;

    @Test
    void messagesGoOnWhileReadsHangAndAreRefused() throws Exception {
        try (Server server = started("pool-exhausted", Map.of())) {
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            String chat = ada.chatWith(ben);
            String group = ada.opensGroup("A group", ben);
            ada.sends(chat, "before");
            ada.sends(group, "before");
            ada.wholeHistory(chat);
            List<Thread> readers = List.of();
            try (SseStream atBen = ben.listens()) {
                try (Connection lock = locking(server)) {
                    readers = reading(server, ada, chat);
                    isExhausted(server);
                    List<Duration> taken = chatting(ada, chat, group, atBen);
                    isExhausted(server);
                    System.out.printf(
                            "With no connection left a message took %s at the median, %s at the 99th percentile%n",
                            percentile(taken, 50), percentile(taken, 99));
                    assertThat(percentile(taken, 99)).isLessThan(SOON);
                    Eventually.holds(LIMIT, () -> assertThat(reads.refused()).isPositive());
                    lock.rollback();
                }
                over = true;
                for (Thread reader : readers) {
                    reader.join();
                }
                System.out.println("Reads that hung: " + reads);
                reads.cameWithin(ANSWERED);
                Eventually.holds(LIMIT, () -> nothingIsMissing(ben, chat, group));
            }
        }
    }

    @Test
    void theLevelFallsAsThePoolSaysAndComesBack() throws Exception {
        try (Server server = started("pool-exhausted-level", AUTOMATIC)) {
            Person ada = Person.signsUp(server);
            String chat = ada.chatWith(Person.signsUp(server));
            ada.sends(chat, "before");
            ada.wholeHistory(chat);
            assertThat(level(server)).isEqualTo("healthy");
            try (Connection lock = locking(server)) {
                List<Thread> readers = reading(server, ada, chat);
                Eventually.holds(LIMIT, () -> assertThat(level(server)).isNotEqualTo("healthy"));
                Eventually.holds(LIMIT, () -> assertThat(serviceLevelsLogged(server))
                        .as("the level is seen before it is logged")
                        .first()
                        .asString()
                        .contains("degraded, was healthy: pool-wait is"));
                ada.sends(chat, "meanwhile");
                over = true;
                for (Thread reader : readers) {
                    reader.join();
                }
                lock.rollback();
            }
            reads.cameWithin(ANSWERED);
            Eventually.holds(BACK, () -> assertThat(level(server)).isEqualTo("healthy"));
            Eventually.holds(LIMIT, () -> assertThat(ada.wholeHistory(chat))
                    .extracting(Message::text)
                    .containsExactly("before", "meanwhile"));
        }
    }

    private static Server started(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        settings.putAll(SMALL);
        settings.putAll(more);
        return Server.start(name, settings);
    }

    /** Takes a lock that lets whoever reads messages, or writes them down to be read, wait for it. */
    private static Connection locking(Server server) throws IOException, SQLException {
        Tables tables = Tables.in(server.dataFolder());
        Connection connection = DriverManager.getConnection(tables.url(), tables.user(), tables.password());
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE views.message IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    private List<Thread> reading(Server server, Person person, String chat) {
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            String path = i % 2 == 0 ? "/v1/chats" : "/v1/chats/" + chat + "/messages";
            Thread reader = new Thread(() -> read(person, path), "reader");
            reader.start();
            readers.add(reader);
        }
        return readers;
    }

    private void read(Person person, String path) {
        while (!over) {
            reads.granted(() -> person.get(path).send());
            Eventually.pause(Duration.ofMillis(100));
        }
    }

    private static void isExhausted(Server server) {
        Eventually.holds(LIMIT, () -> assertThat(server.api()
                        .get("/actuator/prometheus")
                        .send()
                        .expect(200)
                        .body())
                .containsPattern("(?m)^hikaricp_connections_pending\\{.*\\} [1-9]"));
    }

    private List<Duration> chatting(Person ada, String chat, String group, SseStream atBen) {
        List<Duration> taken = new ArrayList<>();
        for (int i = 1; i <= MESSAGES; i++) {
            boolean direct = i % 3 != 0;
            String text = "message " + i;
            long began = System.nanoTime();
            (direct ? this.direct : inGroup).add(ada.sends(direct ? chat : group, text));
            atBen.awaitMessage(text);
            taken.add(Duration.ofNanos(System.nanoTime() - began));
        }
        return taken;
    }

    private void nothingIsMissing(Person ben, String chat, String group) {
        assertThat(ben.wholeHistory(chat).stream().skip(1).map(Message::messageId))
                .containsExactlyElementsOf(direct.stream().map(Sent::messageId).toList());
        assertThat(ben.wholeHistory(group).stream().skip(1).map(Message::messageId))
                .containsExactlyElementsOf(inGroup.stream().map(Sent::messageId).toList());
        assertThat(ben.inboxEntry(chat).path("unreadCount").asInt()).isEqualTo(direct.size() + 1);
    }

    private static Duration percentile(List<Duration> taken, int percent) {
        List<Duration> sorted = taken.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static List<String> serviceLevelsLogged(Server server) throws IOException {
        try (Stream<String> lines = Files.lines(server.dataFolder().path().resolve("logs/parley.log"))) {
            return lines.filter(line -> line.contains("Service level ")).toList();
        }
    }

    private static String level(Server server) {
        Answer status = server.api().get("/v1/status").send().expect(200);
        return status.text("serviceLevel");
    }
}
