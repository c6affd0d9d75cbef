package io.parley.infra.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.seal.EventRows;
import io.parley.infra.seal.LoggedEvent;
import io.parley.infra.startup.CommandSender;
import io.parley.infra.testing.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

class RecordedEventsTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final TestNode node = TestNode.on(
            database, Map.of("parley.store.tail.poll-interval", "5s"), RecordedLogConfiguration.class, Sending.class);
    private final RecordedEvents recorded = node.bean(RecordedEvents.class);

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    private static LoggedEvent event(int sequence) {
        return new LoggedEvent(
                1_000 + sequence,
                UUID.randomUUID(),
                "Chat",
                "chat/with/parts",
                sequence,
                "io.parley.Gone",
                sequence == 0 ? null : "7",
                Instant.parse("2026-02-03T04:05:06.123456Z"),
                new byte[] {1, 0, (byte) 0xFF},
                "{\"actor\":\"x\"}".getBytes(UTF_8));
    }

    private List<LoggedEvent> stored() {
        return JdbcClient.create(database)
                .sql("SELECT " + EventRows.COLUMNS + " FROM events.event ORDER BY position")
                .query((row, number) -> EventRows.event(row))
                .list();
    }

    @Test
    void eventsLieAsTheyLayButForTheirPositions() {
        List<LoggedEvent> then = List.of(event(0), event(1));

        assertThat(recorded.append(then)).isEqualTo(2);

        assertThat(stored())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("position")
                .containsExactlyElementsOf(then);
        assertThat(stored()).extracting(LoggedEvent::position).containsExactly(1L, 2L);
    }

    @Test
    void whatIsThereAlreadyIsRefusedWithAllThatCameWithIt() {
        LoggedEvent first = event(0);
        recorded.append(List.of(first));

        assertThatThrownBy(() -> recorded.append(List.of(event(1), first)))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(stored()).hasSize(1);
    }

    @Test
    void theNodeHearsOfItAtOnce() throws InterruptedException {
        LogTail tail = node.bean(LogTail.class);
        recorded.append(List.of(event(0)));

        tail.awaitBeyond(0, Duration.ofSeconds(3));

        assertThat(tail.window().last()).isEqualTo(1);
    }

    @Test
    void nothingBeginsByItself() {
        assertThat(node.bean(Sender.class).isRunning()).isFalse();
        try (TestNode usual = TestNode.on(database, Map.of(), Sending.class)) {
            assertThat(usual.bean(Sender.class).isRunning()).isTrue();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sending {

        @Bean
        Sender sender() {
            return new Sender();
        }
    }

    static final class Sender extends CommandSender {

        @Override
        protected void begin() {}

        @Override
        protected void end() {}
    }
}
