package io.parley.infra.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity.Connected;
import io.parley.infra.postgres.RestartableDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The database is killed and comes back: what was noted meanwhile is written, and other nodes know it. */
class ActivityAcrossRestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whatIsNotedWhileTheDatabaseIsAwayIsWrittenWhenItIsBackAndNobodyWaitsForIt() throws Exception {
        try (RestartableDatabase server = RestartableDatabase.start("activity");
                HikariDataSource database = pool(server)) {
            Activities tables = new Activities(database);
            List<UserId> users = tables.users(40);
            UserId ada = users.get(0);
            Gateway node = Gateway.on(database);
            Gateway other = Gateway.on(database);
            node.writer.start();
            other.writer.start();
            Board board = other.follow();
            Connected stays = node.connect(ada);
            Connected ends = node.connect(ada);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(tables.connections()).hasSize(2);
                assertThat(board.open()).hasSize(2);
            });

            server.kill();
            long began = System.nanoTime();
            node.disconnect(ends);
            List<Connected> begun = Stream.concat(
                            Stream.of(stays), users.stream().skip(1).map(node::connect))
                    .toList();
            users.forEach(user -> node.act(user, Instant.now()));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
            TimeUnit.SECONDS.sleep(3);
            server.startAgain();

            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                assertThat(tables.connections())
                        .containsExactlyInAnyOrderElementsOf(
                                begun.stream().map(Connected::connectionId).toList());
                assertThat(board.open()).isEqualTo(tables.connections());
                assertThat(board.active()).containsExactlyInAnyOrderElementsOf(users);
            });
            users.forEach(user -> assertThat(tables.lastSeen(user)).isPresent());
            assertThat(node.count("parley.activity.dropped")).isZero();
            node.close();
            other.close();
        }
    }

    private static HikariDataSource pool(RestartableDatabase server) {
        HikariDataSource pool = server.address();
        pool.setConnectionTimeout(1000);
        return pool;
    }
}
