package io.parley.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.audit.proof.ProofCheck.Proven;
import io.parley.audit.testing.TestLog;
import io.parley.infra.seal.Seal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofTest {

    private final TestLog log = TestLog.empty(5);

    @BeforeEach
    void talk() throws SQLException {
        for (int i = 0; i < 6; i++) {
            log.append("aaaa", "hello " + i);
            log.append("bbbb", "secret " + i);
            log.append("aaaa/reader", "read " + i);
        }
        log.append("cccc", "last");
        log.seal();
    }

    private List<String> bundle(String chat, @Nullable Seal anchor) throws SQLException, IOException {
        StringWriter out = new StringWriter();
        try (Connection connection = log.connector().open()) {
            new ProofExport(connection).write(chat, anchor, out);
        }
        return new ArrayList<>(out.toString().lines().toList());
    }

    private Proven check(List<String> lines, @Nullable Seal root) throws IOException {
        return new ProofCheck(log.keys()).check(new BufferedReader(new StringReader(String.join("\n", lines))), root);
    }

    @Test
    void aConversationIsProvedByAPublicKeyAndAPublishedRoot() throws Exception {
        Seal published = PublishedRoot.read(PublishedRoot.of(log.last()));

        Proven proven = check(bundle("aaaa", null), published);

        assertThat(proven.chain()).isEqualTo("aaaa");
        assertThat(proven.events()).isEqualTo(12);
        assertThat(proven.upTo()).isEqualTo(18);
    }

    @Test
    void nothingOfOtherConversationsIsInIt() throws Exception {
        assertThat(String.join("\n", bundle("aaaa", null)))
                .doesNotContain("bbbb")
                .doesNotContain("cccc");
    }

    @Test
    void itCanLeadToARootThatWasPublishedLongAgo() throws Exception {
        Seal early = log.last();
        for (int i = 0; i < 40; i++) {
            log.append("aaaa", "later " + i);
            log.seal();
        }

        assertThat(check(bundle("aaaa", early), early).events()).isEqualTo(12);
        assertThat(check(bundle("bbbb", null), log.last()).events()).isEqualTo(6);
        assertThat(check(bundle("aaaa", null), log.last()).events()).isEqualTo(52);
    }

    @ParameterizedTest
    @CsvSource({
        "position\":4, position\":5",
        "sequence\":1, sequence\":7",
        "2026-01-01T00:00:04Z, 2026-01-01T00:00:05Z",
        "aGVsbG8gMQ==, aGVsbG8gMg==",
        "Event$Sent, Event$Read",
        "revision\":\"1\", revision\":\"2\"",
        "aaaa/reader, aaaa/writer",
    })
    void anEventThatWasAlteredIsFound(String what, String by) throws Exception {
        List<String> lines = bundle("aaaa", null);
        int line = 0;
        while (!lines.get(line).contains(what)) {
            line++;
        }
        lines.set(line, lines.get(line).replace(what, by));

        assertThatThrownBy(() -> check(lines, null))
                .isInstanceOf(ProofFailure.class)
                .hasMessageContaining("not those that were sealed");
    }

    @Test
    void anEventThatWasLeftOutIsFoundWhicheverItIs() throws Exception {
        List<String> whole = bundle("aaaa", null);
        for (int line = 1; line < whole.size() - 1; line++) {
            List<String> lines = new ArrayList<>(whole);
            lines.remove(line);

            assertThatThrownBy(() -> check(lines, null)).isInstanceOf(ProofFailure.class);
        }
    }

    @Test
    void eventsInAnotherOrderOrTwiceAreFound() throws Exception {
        List<String> swapped = bundle("aaaa", null);
        swapped.add(3, swapped.remove(2));
        List<String> twice = bundle("aaaa", null);
        twice.add(2, twice.get(2));

        assertThatThrownBy(() -> check(swapped, null)).isInstanceOf(ProofFailure.class);
        assertThatThrownBy(() -> check(twice, null)).isInstanceOf(ProofFailure.class);
    }

    @Test
    void anotherConversationsEventsProveNothing() throws Exception {
        List<String> lines = bundle("aaaa", null);
        lines.replaceAll(line -> line.replace("aaaa", "bbbb"));

        assertThatThrownBy(() -> check(lines, null)).isInstanceOf(ProofFailure.class);
    }

    @ParameterizedTest
    @CsvSource({"chains\":3, chains\":2", "lastPosition\":19, lastPosition\":20", "leaf\":0, leaf\":1"})
    void aSealOrPathThatWasAlteredIsFound(String what, String by) throws Exception {
        List<String> lines = bundle("aaaa", null);
        int last = lines.size() - 1;
        assertThat(lines.get(last)).contains(what);
        lines.set(last, lines.get(last).replace(what, by));

        assertThatThrownBy(() -> check(lines, null)).isInstanceOf(ProofFailure.class);
    }

    @Test
    void anotherKeyProvesNothing() throws Exception {
        List<String> lines = bundle("aaaa", null);

        assertThatThrownBy(() -> new ProofCheck(Map.of())
                        .check(new BufferedReader(new StringReader(String.join("\n", lines))), null))
                .isInstanceOf(ProofFailure.class)
                .hasMessageContaining("key that was not given");
    }

    @Test
    void aRootOfAnotherHistoryIsFound() throws Exception {
        Seal kept = log.last();
        log.tamper("DELETE FROM events.seal", "DELETE FROM work.chain_head", "DELETE FROM work.chain_heads_written");
        log.sealByAnotherNode();

        assertThatThrownBy(() -> check(bundle("aaaa", null), kept))
                .isInstanceOf(ProofFailure.class)
                .hasMessageContaining("another history");
    }

    @Test
    void aBundleThatLeadsElsewhereSaysSo() throws Exception {
        Seal early = log.last();
        log.append("bbbb", "more");
        log.seal();

        assertThatThrownBy(() -> check(bundle("aaaa", null), early))
                .isInstanceOf(ProofFailure.class)
                .hasMessageContaining("root of seal 5, and the published one is of seal 4");
    }

    @Test
    void whatIsNoBundleIsRefused() {
        assertThatThrownBy(() -> check(List.of("{}"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is no proof of a conversation");
        assertThatThrownBy(() -> check(List.of("nothing"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a line of it is no JSON");
        assertThatThrownBy(() -> check(bundle("aaaa", null).subList(0, 4), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it ends too soon");
        assertThatThrownBy(() -> PublishedRoot.read("{\"format\":\"parley-root-1\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotThereCannotBeProved() {
        assertThatThrownBy(() -> bundle("dddd", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No event of dddd");
    }
}
