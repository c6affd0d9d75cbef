package io.parley.audit.capsule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.audit.capsule.CapsuleExport.Texts;
import io.parley.audit.testing.TestLog;
import io.parley.contract.audit.Moment;
import io.parley.infra.seal.EventRows;
import io.parley.infra.seal.LoggedEvent;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CapsuleTest {

    private static final String REGISTERED = "io.parley.contract.user.UserEvent$UserRegistered";
    private static final String SENT = "io.parley.contract.message.MessageEvent$MessageSent";
    private static final String LEVEL = "io.parley.contract.degradation.DegradationEvent$ServiceLevelChanged";
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    private final TestLog log = TestLog.empty(5);
    private final String ada = new UUID(0x4000, 0xada).toString();
    private final String ben = new UUID(0x4000, 0xbe).toString();
    private final String eve = new UUID(0x4000, 0xe5e).toString();
    private final String chat = new UUID(0x4000, 0xc1).toString();
    private final String other = new UUID(0x4000, 0xc2).toString();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Each event is a second after the one before. */
    @BeforeEach
    void talk() {
        log.jdbc()
                .sql("TRUNCATE work.node_run, work.metric_sample, work.dead_letter")
                .update();
        log.append(ada, REGISTERED, "{}"); // 1
        log.append(ben, REGISTERED, "{}"); // 2
        log.append(eve, REGISTERED, "{}"); // 3
        log.append(chat, "{\"members\":[\"" + ada + "\",\"" + ben + "\"]}"); // 4
        log.append(other, "{\"members\":[\"" + eve + "\"]}"); // 5
        log.append(chat, SENT, "{\"senderId\":\"" + ada + "\"}"); // 6
        log.append("node", LEVEL, "{\"level\":\"DEGRADED\"}"); // 7
        log.append(chat + "/" + ben, "{}"); // 8
        log.append(other, SENT, "{\"senderId\":\"" + eve + "\"}"); // 9
    }

    private static Instant at(int position) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(position);
    }

    private byte[] bytes(Moment from, Moment to, @Nullable Texts texts) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = log.connector().open()) {
            new CapsuleExport(connection, "9", Clock.fixed(NOW, ZoneOffset.UTC)).write(from, to, texts, out);
        }
        return out.toByteArray();
    }

    private Capsule open(byte[] bytes) throws Exception {
        return Capsule.open(Files.write(folder.resolve("capsule.zip"), bytes));
    }

    private Capsule capsule(Moment from, Moment to) throws Exception {
        return open(bytes(from, to, null));
    }

    private static List<LoggedEvent> events(Capsule capsule, String part) throws Exception {
        List<LoggedEvent> events = new ArrayList<>();
        capsule.events(part, events::add);
        return events;
    }

    private static List<Long> positions(Capsule capsule, String part) throws Exception {
        return events(capsule, part).stream().map(LoggedEvent::position).toList();
    }

    private static List<JsonNode> lines(Capsule capsule, String part) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        capsule.lines(part, lines::add);
        return lines;
    }

    @Test
    void itHasWhatHappenedAndBeforeThatWhatItRestsOnAndNothingOfOthers() throws Exception {
        try (Capsule capsule = capsule(Moment.at(at(6)), Moment.at(at(8)))) {
            assertThat(positions(capsule, Capsule.EVENTS)).containsExactly(6L, 7L, 8L);
            assertThat(positions(capsule, Capsule.BEFORE)).containsExactly(1L, 2L, 4L);
            assertThat(capsule.manifest())
                    .returns(6L, CapsuleManifest::first)
                    .returns(8L, CapsuleManifest::last)
                    .returns(at(6), CapsuleManifest::from)
                    .returns(NOW, CapsuleManifest::madeAt)
                    .returns("9", CapsuleManifest::parley);
        }
    }

    @Test
    void eventsAreInItAsTheyLieInTheLog() throws Exception {
        List<LoggedEvent> stored = log.jdbc()
                .sql("SELECT " + EventRows.COLUMNS + " FROM events.event ORDER BY position")
                .query((row, number) -> EventRows.event(row))
                .list();
        try (Capsule capsule = capsule(Moment.at(1), Moment.NOW)) {
            assertThat(events(capsule, Capsule.EVENTS))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(stored);
            assertThat(positions(capsule, Capsule.BEFORE)).isEmpty();
            assertThat(capsule.manifest().to()).isEqualTo(NOW);
        }
    }

    @Test
    void positionsBoundItAsWellAsTimes() throws Exception {
        try (Capsule capsule = capsule(Moment.at(9), Moment.at(9))) {
            assertThat(positions(capsule, Capsule.EVENTS)).containsExactly(9L);
            assertThat(positions(capsule, Capsule.BEFORE)).containsExactly(3L, 5L);
            assertThat(capsule.manifest()).returns(at(9), CapsuleManifest::from).returns(at(9), CapsuleManifest::to);
        }
    }

    @Test
    void anEventWhoseClockWasOffIsInItAllTheSame() throws Exception {
        log.tamper("UPDATE events.event SET recorded_at = recorded_at - interval '1 hour' WHERE position = 7");

        try (Capsule capsule = capsule(Moment.at(at(6)), Moment.at(at(8)))) {
            assertThat(positions(capsule, Capsule.EVENTS)).containsExactly(6L, 7L, 8L);
        }
    }

    @Test
    void aTimeInWhichNothingHappenedHasNoEvents() throws Exception {
        try (Capsule capsule = capsule(Moment.at(NOW.minusSeconds(60)), Moment.NOW)) {
            assertThat(positions(capsule, Capsule.EVENTS)).isEmpty();
            assertThat(positions(capsule, Capsule.BEFORE)).isEmpty();
            assertThat(capsule.manifest()).returns(0L, CapsuleManifest::first).returns(0L, CapsuleManifest::last);
        }
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        assertThatThrownBy(() -> bytes(Moment.at(at(8)), Moment.at(at(6)), null))
                .isInstanceOf(CapsuleFailure.class)
                .hasMessage("it would end, at 2026-01-01T00:00:06Z, before it begins, at 2026-01-01T00:00:08Z");
        assertThatThrownBy(() -> bytes(Moment.at(77), Moment.NOW, null))
                .hasMessage("there is no event at position 77; the last is 9");
    }

    @Test
    void itSaysWhatWasGivenUpWhoRanAndWhatWasMeasuredThen() throws Exception {
        log.jdbc()
                .sql("INSERT INTO work.node_run VALUES (gen_random_uuid(), ?::timestamptz, ?::timestamptz,"
                        + " '{\"parley\": \"8\"}', '{\"parley.roles\": \"query\"}'), (gen_random_uuid(), '2025-01-01',"
                        + " '2025-01-02', '{}', '{}')")
                .params(at(-100).toString(), at(6).toString())
                .update();
        log.jdbc()
                .sql(
                        "INSERT INTO work.metric_sample SELECT ?::timestamptz + n * interval '1 second', gen_random_uuid(),"
                                + " jsonb_build_object('n', n) FROM generate_series(1, 20) n")
                .param(at(0).toString())
                .update();

        try (Capsule capsule = capsule(Moment.at(at(6)), Moment.at(at(8)))) {
            assertThat(lines(capsule, Capsule.LEVELS))
                    .singleElement()
                    .returns("ServiceLevelChanged", line -> line.path("type").asString())
                    .returns(
                            "DEGRADED",
                            line -> line.path("payload").path("level").asString());
            assertThat(lines(capsule, Capsule.NODES))
                    .singleElement()
                    .returns("8", line -> line.path("versions").path("parley").asString());
            assertThat(lines(capsule, Capsule.METRICS))
                    .extracting(line -> line.path("measurements").path("n").intValue())
                    .containsExactly(6, 7, 8);
        }
    }

    @Test
    void itSaysWhatIsHeldBackOfItsOwnEvents() throws Exception {
        for (int position : new int[] {4, 5, 6, 9}) { // 5 is of another chat, 9 comes later
            log.jdbc()
                    .sql("INSERT INTO work.dead_letter (deadletteridentifier, processinggroup, sequenceidentifier,"
                            + " sequenceindex, messagetype, eventidentifier, timestamp, payloadtype, payload, enqueuedat,"
                            + " causetype, causemessage)"
                            + " SELECT ?, 'history', ?, 0, 'x', event_id, 'x', 'Sent', '', '2026-01-01',"
                            + " 'WriteFailure', 'no room' FROM events.event WHERE position = ?")
                    .params(UUID.randomUUID().toString(), chat + position, position)
                    .update();
        }

        try (Capsule capsule = capsule(Moment.at(at(6)), Moment.at(at(8)))) {
            assertThat(lines(capsule, Capsule.LETTERS))
                    .extracting(line -> line.path("position").longValue(), line -> line.path("message")
                            .asString())
                    .containsExactly(tuple(4L, "no room"), tuple(6L, "no room"));
        }
    }

    @Test
    void whatMessagesSaidIsInItOnlyIfSomebodyAddsIt() throws Exception {
        try (Capsule capsule = capsule(Moment.at(at(6)), Moment.at(at(8)))) {
            assertThat(lines(capsule, Capsule.TEXTS)).isEmpty();
        }
        Texts texts = (chats, since, last, line) -> {
            assertThat(chats).containsExactly(chat);
            assertThat(last).isEqualTo(8);
            line.accept("{\"text\":\"hello\"}");
        };
        try (Capsule capsule = open(bytes(Moment.at(at(6)), Moment.at(at(8)), texts))) {
            assertThat(lines(capsule, Capsule.TEXTS)).hasSize(1);
        }
    }

    @Test
    void aFileThatWasCutOffOrChangedIsRefused() throws Exception {
        byte[] whole = bytes(Moment.at(1), Moment.NOW, null);
        open(whole).close();

        for (int end = 0; end < whole.length; end += 97) {
            byte[] cut = Arrays.copyOf(whole, end);
            assertThatThrownBy(() -> open(cut)).isInstanceOf(CapsuleFailure.class);
        }
        assertThatThrownBy(() -> open("no zip at all".getBytes(UTF_8))).isInstanceOf(CapsuleFailure.class);
    }

    @Test
    void aByteThatIsNotWhatItWasIsNeverTakenForAnEvent() throws Exception {
        byte[] whole = bytes(Moment.at(1), Moment.NOW, null);
        List<LoggedEvent> then;
        try (Capsule capsule = open(whole)) {
            then = events(capsule, Capsule.EVENTS);
        }
        int refused = 0;
        for (int at = 0; at < whole.length; at += 31) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x55;
            try (Capsule capsule = open(changed)) {
                assertThat(events(capsule, Capsule.EVENTS))
                        .usingRecursiveFieldByFieldElementComparator()
                        .isEqualTo(then);
            } catch (CapsuleFailure e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 31 / 2);
    }
}
