package io.parley.audit.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.audit.testing.TestLog;
import io.parley.contract.audit.EventFilter;
import io.parley.infra.seal.LoggedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventSearchTest {

    private static final UUID CHAT = UUID.fromString("019ad6f2-0000-7000-8000-00000000000a");
    private static final UUID OTHER = UUID.fromString("019ad6f2-0000-7000-8000-00000000000b");
    private static final UUID READER = UUID.fromString("019ad6f2-0000-7000-8000-00000000000c");
    private static final UUID MESSAGE = UUID.fromString("019ad6f2-0000-7000-8000-00000000000d");

    private final TestLog log = TestLog.empty(5);

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    /** In the log: 1 chat, 2 other, 3 chat's receipts, 4 other, 5 chat, 6 one whose name begins like the chat's. */
    @BeforeEach
    void talk() throws SQLException {
        log.append(CHAT.toString(), "{\"messageId\":\"" + MESSAGE + "\"}");
        log.append(OTHER.toString(), "{\"messageId\":\"another\"}");
        log.append(CHAT + "/" + READER, "{\"read\":\"" + MESSAGE + "\"}");
        log.append(OTHER.toString(), "{\"member\":\"" + READER + "\"}");
        log.append(CHAT.toString(), "{\"text\":\"…\"}");
        log.append(CHAT + "x", "{}");
        connection = log.connector().open();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<Long> found(EventFilter filter) throws SQLException {
        List<Long> positions = new ArrayList<>();
        new EventSearch(connection).find(filter, 0, event -> positions.add(event.position()));
        return positions;
    }

    private static EventFilter with(
            @Nullable UUID chat, @Nullable UUID user, @Nullable UUID message, @Nullable String type) {
        return new EventFilter(chat, user, message, type, null, null, 1, Long.MAX_VALUE);
    }

    @Test
    void withoutAQuestionItIsTheLog() throws Exception {
        assertThat(found(EventFilter.ALL)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aChatsAreItsOwnAndItsReceiptsAndNobodyElses() throws Exception {
        assertThat(found(with(CHAT, null, null, null))).containsExactly(1L, 3L, 5L);
        assertThat(found(with(UUID.randomUUID(), null, null, null))).isEmpty();
    }

    @Test
    void aMessageAndAUserAreFoundWhereTheyAreNamed() throws Exception {
        assertThat(found(with(null, null, MESSAGE, null))).containsExactly(1L, 3L);
        assertThat(found(with(null, READER, null, null))).containsExactly(4L);
        assertThat(found(with(CHAT, READER, null, null))).isEmpty();
        log.jdbc()
                .sql("INSERT INTO events.event SELECT 7, gen_random_uuid(), 'Chat', 'of-somebody', 0, type, '1', '{}',"
                        + " convert_to('{\"actor\":\"" + READER + "\"}', 'UTF8'), recorded_at"
                        + " FROM events.event WHERE position = 6")
                .update();
        assertThat(found(with(null, READER, null, null))).containsExactly(4L, 7L);
    }

    @Test
    void aTypeIsCalledWithoutItsPackages() throws Exception {
        assertThat(found(with(null, null, null, "Sent"))).hasSize(6);
        assertThat(found(with(null, null, null, "ent"))).isEmpty();
        assertThat(found(with(null, null, null, "io.parley.Event$Sent"))).isEmpty();
    }

    @Test
    void timesAndPositionsAreBounds() throws Exception {
        Instant third = Instant.parse("2026-01-01T00:00:03Z");

        assertThat(found(new EventFilter(null, null, null, null, third, third.plusSeconds(2), 1, Long.MAX_VALUE)))
                .containsExactly(3L, 4L);
        assertThat(found(new EventFilter(null, null, null, null, null, null, 2, 4)))
                .containsExactly(2L, 3L, 4L);
        assertThat(found(new EventFilter(CHAT, null, null, null, null, third, 2, Long.MAX_VALUE)))
                .isEmpty();
    }

    @Test
    void whatHasComeSinceIsFoundByGoingOnWhereItEnded() throws Exception {
        EventSearch search = new EventSearch(connection);
        EventFilter filter = with(CHAT, null, null, null);
        List<Long> positions = new ArrayList<>();
        long looked = search.findLast(filter, 2, event -> positions.add(event.position()));
        assertThat(positions).containsExactly(3L, 5L);
        assertThat(looked).isEqualTo(6);

        log.append(OTHER.toString(), "{}");
        log.append(CHAT.toString(), "{}");
        looked = search.find(filter, looked, event -> positions.add(event.position()));
        looked = search.find(filter, looked, event -> positions.add(event.position()));

        assertThat(positions).containsExactly(3L, 5L, 8L);
        assertThat(looked).isEqualTo(8);
    }

    @Test
    void whoHasHadEnoughGetsNoMore() throws Exception {
        List<LoggedEvent> events = new ArrayList<>();

        new EventSearch(connection).find(EventFilter.ALL, 0, event -> {
            events.add(event);
            return events.size() < 2;
        });

        assertThat(events).hasSize(2);
    }

    @Test
    void theFirstOfThemAreFoundAlone() throws Exception {
        EventSearch search = new EventSearch(connection);
        List<Long> positions = new ArrayList<>();

        search.findFirst(with(CHAT, null, null, null), 1, 1, event -> positions.add(event.position()));
        search.findFirst(EventFilter.ALL, 3, 2, event -> positions.add(event.position()));

        assertThat(positions).containsExactly(3L, 4L, 5L);
    }

    @Test
    void nothingCanBeChangedByIt() throws Exception {
        new EventSearch(connection);

        assertThat(connection.isReadOnly()).isTrue();
    }

    @Test
    void moreThanAreFetchedAtOnceComeInOrder() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            log.append(CHAT + "/more", "{}");
        }

        assertThat(found(with(CHAT, null, null, null))).hasSize(1_203).isSorted();
    }
}
