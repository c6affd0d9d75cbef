package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {

    private final List<SseEvent> events = new ArrayList<>();
    private final List<Long> comments = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void linesEndInEveryWayTheStandardKnows(String end) throws IOException {
        parse("id: 7" + end + "event: message" + end + "data: one" + end + "data: two" + end + end);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("7");
            assertThat(event.event()).isEqualTo("message");
            assertThat(event.data()).isEqualTo("one\ntwo");
        });
    }

    @Test
    void aBlockWithAnIdAloneIsKept() throws IOException {
        parse("id: 7\n\n");

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("7");
            assertThat(event.event()).isNull();
            assertThat(event.data()).isNull();
        });
    }

    @Test
    void commentsAreNoEvents() throws IOException {
        parse(": heartbeat\n\n:\n\n");

        assertThat(events).isEmpty();
        assertThat(comments).hasSize(2);
    }

    @Test
    void anUnfinishedBlockIsDropped() throws IOException {
        parse("data: whole\n\ndata: half\n");

        assertThat(events).extracting(SseEvent::data).containsExactly("whole");
    }

    @Test
    void chunksMayEndAnywhere() throws IOException {
        String chunked = "6\r\ndata: \r\n3;x=y\r\n✓\r\n2\r\n\n\n\r\n0\r\n\r\n";
        parse(new HttpStream.Chunked(bytes(chunked)).readAllBytes());

        assertThat(events).extracting(SseEvent::data).containsExactly("✓");
    }

    private void parse(String text) throws IOException {
        parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private void parse(byte[] bytes) throws IOException {
        new SseParser(new ByteArrayInputStream(bytes), events::add, comments::add).run();
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
