package io.parley.audit.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.audit.Connector;
import io.parley.audit.proof.ProofCheck;
import io.parley.audit.proof.ProofCheck.Proven;
import io.parley.audit.proof.PublishedRoot;
import io.parley.audit.testing.TestLog;
import io.parley.contract.audit.EventFilter;
import io.parley.contract.audit.EventPage;
import io.parley.contract.audit.Moment;
import io.parley.contract.audit.RecordedEvent;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.infra.seal.Seal;
import java.io.BufferedReader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseLogReaderTest {

    private static final UUID CHAT = UUID.fromString("00000000-0000-4000-8000-00000000000c");
    private static final UUID USER = UUID.fromString("00000000-0000-4000-8000-0000000000ad");

    private final TestLog log = TestLog.empty(5);
    private final DatabaseLogReader reader = new DatabaseLogReader(log.connector());

    @AfterEach
    void theLogIsHere() {
        log.jdbc().sql("DELETE FROM work.log_owner").update();
    }

    private void happen(int events) {
        for (int i = 1; i <= events; i++) {
            log.append(i % 3 == 0 ? CHAT.toString() : "other-" + i, "{\"number\":" + i + "}");
        }
    }

    private static EventFilter of(UUID chat, UUID user) {
        return new EventFilter(chat, user, null, null, null, null, 1, Long.MAX_VALUE);
    }

    private static EventFilter naming(UUID user) {
        return new EventFilter(null, user, null, null, null, null, 1, Long.MAX_VALUE);
    }

    private static EventFilter ofChat() {
        return new EventFilter(CHAT, null, null, null, null, null, 1, Long.MAX_VALUE);
    }

    @Test
    void pagesFollowOneAnotherUntilTheEnd() {
        happen(7);

        EventPage first = reader.events(EventFilter.ALL, 0, 3);
        EventPage second = reader.events(EventFilter.ALL, first.lookedUpTo(), 3);
        EventPage third = reader.events(EventFilter.ALL, second.lookedUpTo(), 3);

        assertThat(first.items()).extracting(RecordedEvent::position).containsExactly(1L, 2L, 3L);
        assertThat(second.items()).extracting(RecordedEvent::position).containsExactly(4L, 5L, 6L);
        assertThat(third.items()).extracting(RecordedEvent::position).containsExactly(7L);
        assertThat(first.more()).isTrue();
        assertThat(third.more()).isFalse();
        RecordedEvent event = first.items().get(0);
        assertThat(event.type()).isEqualTo("Sent");
        assertThat(event.payload()).isEqualTo("{\"number\":1}");
        assertThat(event.metadata()).isEqualTo("{\"actor\":\"somebody\"}");
    }

    @Test
    void aChatsEventsArePagedToo() {
        happen(10);

        EventPage first = reader.events(ofChat(), 0, 2);

        assertThat(first.items()).extracting(RecordedEvent::position).containsExactly(3L, 6L);
        assertThat(first.lookedUpTo()).isEqualTo(6);
        assertThat(reader.events(ofChat(), 6, 2).items())
                .extracting(RecordedEvent::position)
                .containsExactly(9L);
        assertThat(reader.events(of(CHAT, USER), 0, 2).items()).isEmpty();
    }

    @Test
    void aSearchThatIsOutOfTimeSaysHowFarItGot() throws SQLException {
        happen(9);
        log.append("late", "{\"user\":\"" + USER + "\"}");
        try (Connection connection = log.connector().open()) {
            EventSearch search = new EventSearch(connection);

            assertThat(new PageSearch(search, Duration.ZERO, 4).find(naming(USER), 0, 5))
                    .isEqualTo(new EventPage(java.util.List.of(), 0, true));
            EventPage all = new PageSearch(search, Duration.ofMinutes(1), 4).find(naming(USER), 0, 5);
            assertThat(all.items()).extracting(RecordedEvent::position).containsExactly(10L);
            assertThat(all.more()).isFalse();
        }
    }

    @Test
    void aChatOfMoreEventsThanCanBeLookedAtIsRefused() {
        happen(12);
        DatabaseLogReader narrow = new DatabaseLogReader(log.connector(), 3, 100);

        assertThatThrownBy(() -> narrow.conversation(new ChatId(CHAT), Moment.NOW))
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        assertThat(narrow.conversation(new ChatId(CHAT), Moment.at(9))).isPresent();
    }

    @Test
    void aConversationIsProvedOnceItIsSealed() throws Exception {
        happen(12);
        assertThat(reader.root()).isEmpty();
        assertThat(reader.proof(new ChatId(CHAT))).isEmpty();
        log.seal();

        String lines = reader.proof(new ChatId(CHAT)).orElseThrow();
        Seal root = PublishedRoot.read(reader.root().orElseThrow());
        Proven proven = new ProofCheck(log.keys()).check(new BufferedReader(new StringReader(lines)), root);

        assertThat(proven.chain()).isEqualTo(CHAT.toString());
        assertThat(proven.events()).isEqualTo(4);
        assertThat(reader.proof(ChatId.random())).isEmpty();
    }

    @Test
    void aProofThatIsTooLongOrWhoseSealsAreBrokenIsRefused() throws Exception {
        happen(12);
        log.seal();
        DatabaseLogReader narrow = new DatabaseLogReader(log.connector(), 100, 500);
        assertThatThrownBy(() -> narrow.proof(new ChatId(CHAT))).hasMessageContaining("more than 500 bytes");

        log.tamper("DELETE FROM events.event WHERE position = 11");

        assertThatThrownBy(() -> reader.proof(new ChatId(CHAT)))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("verify the log");
    }

    @Test
    void noConnectionIsLeftOpen() {
        Connection[] opened = new Connection[1];
        DatabaseLogReader watched =
                new DatabaseLogReader(() -> opened[0] = log.connector().open());

        assertThat(watched.message(new ChatId(CHAT), MessageId.random())).isEmpty();

        assertThat(opened[0])
                .satisfies(connection -> assertThat(connection.isClosed()).isTrue());
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailable() {
        Connector away = () -> {
            throw new SQLException("refused", "08001");
        };

        assertThatThrownBy(() -> new DatabaseLogReader(away).events(EventFilter.ALL, 0, 1))
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void aLogThatIsElsewhereIsNotLookedAtHere() {
        log.jdbc()
                .sql("INSERT INTO work.log_owner (store) VALUES ('axon_server')")
                .update();

        assertThatThrownBy(() -> reader.events(EventFilter.ALL, 0, 1))
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
