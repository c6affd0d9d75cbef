package io.parley.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.audit.testing.TestLog;
import io.parley.audit.verify.Finding.Kind;
import io.parley.infra.seal.Seal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thirty events of three chats, under seals of seven events each, and somebody who may do anything with the database. */
class LogVerificationTest {

    private static final int EVENTS = 30;

    private final TestLog log = TestLog.empty(7);

    @BeforeEach
    void talk() throws SQLException {
        for (int i = 0; i < EVENTS; i += 3) {
            log.append("aaaa", "hello " + i);
            log.append("bbbb", "hello " + i);
            log.append(i % 2 == 0 ? "aaaa/reader" : "cccc", "read " + i);
        }
        log.seal();
    }

    private Verification verify(@Nullable String only, Seal... published) throws SQLException, InterruptedException {
        return new LogVerification(log.connector(), log.keys(), 3).run(only, List.of(published), (events, all) -> {});
    }

    private static String shortly(Finding finding) {
        return "%s %d-%d".formatted(finding.kind(), finding.first(), finding.last());
    }

    private List<String> places() throws SQLException, InterruptedException {
        return verify(null).findings().stream()
                .map(LogVerificationTest::shortly)
                .toList();
    }

    @Test
    void aLogThatNobodyTouchedHolds() throws Exception {
        log.append("aaaa", "not sealed yet");

        Verification result = verify(null, log.last());

        assertThat(result.findings()).isEmpty();
        assertThat(result.holds()).isTrue();
        assertThat(result.events()).isEqualTo(EVENTS);
        assertThat(result.seals()).isEqualTo(5);
        assertThat(result.sealedUpTo()).isEqualTo(EVENTS);
        assertThat(result.unsealed()).isEqualTo(1);
    }

    /** The ways to tamper, and the places where it must show. */
    enum Tampering {
        CIPHERTEXT("CHANGED 12-12", "UPDATE events.event SET payload = 'hullo' WHERE position = 12"),
        METADATA("CHANGED 13-13", "UPDATE events.event SET metadata = '{\"actor\":\"nobody\"}' WHERE position = 13"),
        TIME(
                "CHANGED 14-14",
                "UPDATE events.event SET recorded_at = recorded_at - interval '1 microsecond' WHERE position = 14"),
        TYPE("CHANGED 14-14", "UPDATE events.event SET type = 'io.parley.Event$Read' WHERE position = 14"),
        IDENTIFIER("CHANGED 9-9", "UPDATE events.event SET event_id = gen_random_uuid() WHERE position = 9"),
        REVISION("CHANGED 9-9", "UPDATE events.event SET revision = NULL WHERE position = 9"),
        ORDER(
                "CHANGED 16-16, CHANGED 19-19",
                "UPDATE events.event SET position = -1 WHERE position = 16",
                "UPDATE events.event SET position = 16 WHERE position = 19",
                "UPDATE events.event SET position = 19 WHERE position = -1"),
        FIRST_DROPPED("MISSING 1-1", "DELETE FROM events.event WHERE position = 1"),
        MIDDLE_DROPPED("MISSING 15-15", "DELETE FROM events.event WHERE position = 15"),
        LAST_DROPPED("MISSING 30-30", "DELETE FROM events.event WHERE position = 30"),
        SEVERAL_DROPPED("MISSING 13-17", "DELETE FROM events.event WHERE position BETWEEN 13 AND 17"),
        DROPPED_AND_CLOSED_UP(
                "CHANGED 10-29, MISSING 30-30",
                "DELETE FROM events.event WHERE position = 10",
                "UPDATE events.event SET position = -position WHERE position > 10",
                "UPDATE events.event SET position = -position - 1 WHERE position < 0"),
        INSERTED(
                "CHANGED 20-30",
                "UPDATE events.event SET position = -position WHERE position >= 20",
                "UPDATE events.event SET position = -position + 1 WHERE position < 0",
                "INSERT INTO events.event SELECT 20, gen_random_uuid(), aggregate_type, aggregate_id, 999, type, revision,"
                        + " payload, metadata, recorded_at FROM events.event WHERE position = 19"),
        INSERTED_TWICE(
                "INSERTED 20-20",
                "ALTER TABLE events.event DROP CONSTRAINT event_position",
                "INSERT INTO events.event SELECT position, gen_random_uuid(), aggregate_type, aggregate_id, 999, type,"
                        + " revision, 'sold', metadata, recorded_at FROM events.event WHERE position = 20"),
        INSERTED_BEFORE(
                "INSERTED 0-0",
                "INSERT INTO events.event SELECT 0, gen_random_uuid(), aggregate_type, aggregate_id, 999, type, revision,"
                        + " payload, metadata, recorded_at FROM events.event WHERE position = 20"),
        CHATS_SWAPPED(
                "CHANGED 22-23",
                "UPDATE events.event SET aggregate_id = 'x' WHERE position = 22",
                "UPDATE events.event SET aggregate_id = 'aaaa', sequence_number = 500 WHERE position = 23",
                "UPDATE events.event SET aggregate_id = 'bbbb', sequence_number = 500 WHERE position = 22"),
        HASHES_TOO(
                "CHANGED 12-12",
                "UPDATE events.event SET payload = 'hullo' WHERE position = 12",
                "UPDATE events.seal SET hashes = overlay(hashes PLACING sha256('x') FROM 129) WHERE number = 2"),
        SEAL_CHANGED("SEAL 8-14", "UPDATE events.seal SET sealed_at = sealed_at + interval '1 day' WHERE number = 2"),
        SEAL_DROPPED("SEAL 8-14", "DELETE FROM events.seal WHERE number = 2"),
        SEAL_WITHOUT_HASHES("SEAL 8-14", "UPDATE events.seal SET hashes = '' WHERE number = 2");

        private final String places;
        private final String[] statements;

        Tampering(String places, String... statements) {
            this.places = places;
            this.statements = statements;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverTampersIsFoundOutAndThePlaceIsNamed(Tampering tampering) throws Exception {
        log.tamper(tampering.statements);

        assertThat(places()).containsAll(List.of(tampering.places.split(", "))).hasSizeLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CIPHERTEXT",
                "METADATA",
                "TIME",
                "TYPE",
                "IDENTIFIER",
                "REVISION",
                "ORDER",
                "FIRST_DROPPED",
                "MIDDLE_DROPPED",
                "LAST_DROPPED",
                "SEVERAL_DROPPED",
                "DROPPED_AND_CLOSED_UP",
                "INSERTED",
                "INSERTED_TWICE",
                "INSERTED_BEFORE",
                "CHATS_SWAPPED"
            })
    void whatFollowsIsNotTakenToBeWrongToo(Tampering tampering) throws Exception {
        log.tamper(tampering.statements);

        assertThat(String.join(", ", places())).isEqualTo(tampering.places);
    }

    /** Whoever has read this code would make the hashes fit too. */
    @Test
    void anEventThatWasChangedTogetherWithAllHashesAfterItIsFoundByItsSeal() throws Exception {
        log.tamper("UPDATE events.event SET payload = 'hullo' WHERE position = 30");
        byte[] hashes = Forgery.relinked(log, 30);
        log.jdbc()
                .sql("UPDATE events.seal SET hashes = ? WHERE first_position <= 30 AND last_position >= 30")
                .param(hashes)
                .update();

        assertThat(places()).containsExactly("SEAL 29-30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload", "metadata"})
    void anyByteCounts(String column) throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 10; i++) {
            int position = 1 + random.nextInt(EVENTS);
            String flip =
                    "UPDATE events.event SET %s = set_byte(%1$s, %%d, get_byte(%1$s, %%d) # 1) WHERE position = %d"
                            .formatted(column, position);
            int at = random.nextInt(5);
            log.tamper(flip.formatted(at, at));

            assertThat(places()).containsExactly("CHANGED %1$d-%1$d".formatted(position));

            log.tamper(flip.formatted(at, at));
        }
        assertThat(places()).isEmpty();
    }

    @Test
    void aLogThatWasCutOffShowsAgainstARootThatWasKeptElsewhere() throws Exception {
        Seal kept = log.last();
        log.tamper("DELETE FROM events.event WHERE position > 21", "DELETE FROM events.seal WHERE last_position > 21");

        assertThat(verify(null).holds()).isTrue();
        assertThat(verify(null, kept).findings())
                .extracting(Finding::sentence)
                .singleElement()
                .asString()
                .contains("cut off", "sealed up to position 30 (seal 5)", "now up to 21");
    }

    @Test
    void aHistoryThatWasSealedAnewWithTheVeryKeyShowsAgainstARootThatWasKeptElsewhere() throws Exception {
        Seal kept = log.last();
        log.tamper(
                "UPDATE events.event SET payload = 'hullo' WHERE position = 2",
                "DELETE FROM events.seal",
                "DELETE FROM work.chain_head",
                "DELETE FROM work.chain_heads_written");
        log.sealByAnotherNode();

        assertThat(verify(null).holds()).isTrue();
        assertThat(verify(null, kept).findings())
                .extracting(Finding::sentence)
                .containsExactly("seal 5 is not the one that was published: this is another history");
    }

    @Test
    void aRootThatAnotherKeySignedIsNotBelieved() throws Exception {
        Seal last = log.last();
        Seal forged = new Seal(
                last.number(),
                last.epoch(),
                last.firstPosition(),
                last.lastPosition(),
                last.chains() + 1,
                last.root(),
                last.history(),
                last.sealedAt(),
                last.keyId(),
                last.signature());

        assertThat(verify(null, forged).findings()).extracting(Finding::kind).containsExactly(Kind.ROOT);
    }

    @Test
    void sealsOfAKeyThatWasNotGivenAreNotBelieved() throws Exception {
        Verification result =
                new LogVerification(log.connector(), Map.of(), 1).run(null, List.of(), (events, all) -> {});

        assertThat(result.findings()).hasSize(5).extracting(Finding::kind).containsOnly(Kind.SEAL);
    }

    @Test
    void oneChatCanBeLookedAtAlone() throws Exception {
        assertThat(verify("aaaa").holds()).isTrue();
        assertThat(verify("aaaa").events()).isEqualTo(15);

        log.tamper("UPDATE events.event SET payload = 'hullo' WHERE position = 13");

        assertThat(verify("aaaa").findings())
                .extracting(LogVerificationTest::shortly)
                .containsExactly("CHANGED 13-13");
        assertThat(verify("bbbb").holds()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 28, 30})
    void whatIsMissingShowsWhicheverChatIsLookedAt(int position) throws Exception {
        log.tamper("DELETE FROM events.event WHERE position = " + position);

        assertThat(verify("cccc").findings())
                .extracting(LogVerificationTest::shortly)
                .contains("MISSING %1$d-%1$d".formatted(position));
    }

    @Test
    void whatWasDroppedAndClosedUpShowsInAChatOfWhichNothingElseFollows() throws Exception {
        log.tamper(Tampering.DROPPED_AND_CLOSED_UP.statements);

        assertThat(verify("cccc").holds()).isFalse();
    }

    @Test
    void nothingSealedIsNothingWrong() throws Exception {
        TestLog fresh = TestLog.empty(7);
        fresh.append("aaaa", "hello");

        Verification result =
                new LogVerification(fresh.connector(), fresh.keys(), 1).run(null, List.of(), (events, all) -> {});

        assertThat(result.holds()).isTrue();
        assertThat(result.sealedAt()).isNull();
        assertThat(result.unsealed()).isEqualTo(1);
    }
}
