package io.parley.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneStreamTest {

    private static final String MESSAGE = "0b5b0c0e-9f3f-4a0e-8f57-4f1f0a4f8a10";
    private static final String STREAM = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "10\r\nid: e.41\n\n\r\n8\r\nretry: 5\n\n\r\n"
            + "60\r\nid: e.42\nevent: message\ndata: {\"chatId\":\"c\",\"messageId\":\"" + MESSAGE + "\"}\n\n\r\n"
            + "20\r\nevent: receipt\ndata: {\"delivered\":7}\n\n\r\n";

    private final AtomicInteger begun = new AtomicInteger();
    private final List<String> heard = new ArrayList<>();
    private final OneStream stream = new OneStream(begun::incrementAndGet, heard::add);

    @Test
    void theMessagesIdsAreHeardAndTheBeginningOnce() throws IOException {
        take(STREAM);

        assertThat(begun).hasValue(1);
        assertThat(heard).containsExactly(MESSAGE);
    }

    @Test
    void itDoesNotMatterWhereWhatComesIsCut() throws IOException {
        for (char one : STREAM.toCharArray()) {
            take(String.valueOf(one));
        }

        assertThat(begun).hasValue(1);
        assertThat(heard).containsExactly(MESSAGE);
    }

    @Test
    void aRefusalIsNoStream() {
        assertThatThrownBy(() -> take("HTTP/1.1 429 Too Many Requests\r\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("429");
        assertThat(begun).hasValue(0);
    }

    @Test
    void aLineWithoutEndIsNotKeptForEver() {
        assertThatThrownBy(() -> take("x".repeat(70_000))).isInstanceOf(IOException.class);
    }

    private void take(String text) throws IOException {
        stream.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
