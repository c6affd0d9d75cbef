package io.parley.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolsTest {

    private final List<String> heard = new ArrayList<>();

    @Test
    void answersAreToldApartWhereverTheyAreTorn() {
        String answers = "HTTP/1.1 201 Created\r\nX: y\r\nContent-Length: 5\r\n\r\n12345"
                + "HTTP/1.1 204 No Content\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
        tornAnywhere(answers, () -> new HttpAnswers(status -> heard.add("" + status)), "201", "204", "200");
    }

    @Test
    void anAnswerThatSaysNoEndsTheRun() {
        HttpAnswers reading = new HttpAnswers(status -> {});
        assertThatThrownBy(() -> reading.received(bytes("HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n")))
                .hasMessageContaining("429");
    }

    @Test
    void eventsAreReadWhereverTheirChunksAreTorn() {
        String message = "event: message\nid: e.7\ndata: {\"sequence\":7,\"text\":\"Message 12 of\"}\n\n";
        String receipt = "event: receipt\ndata: {\"chatId\":\"c\",\"userId\":\"u\",\"delivered\":7,\"read\":6}\n\n";
        String stream = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + chunk("id: e.5\n\n")
                + chunk(": keep-alive\n\n") + chunk(message + receipt.substring(0, 10)) + chunk(receipt.substring(10));
        tornAnywhere(stream, () -> new SseBlocks(new Events()), "message 7, text 12", "delivered 7, read 6");
    }

    @Test
    void aStreamThatIsRefusedOrEndsEndsTheRun() {
        assertThatThrownBy(() -> new SseBlocks(new Events()).received(bytes("HTTP/1.1 401 No\r\n\r\n")))
                .hasMessageContaining("401");
        assertThatThrownBy(() -> new SseBlocks(new Events()).received(bytes("HTTP/1.1 200 OK\r\n\r\n0\r\n\r\n")))
                .hasMessageContaining("ended");
    }

    @Test
    void stanzasAreReadWhereverTheyAreTorn() {
        String stanzas = "<presence from='u0'/><message id='of-3'><archived/><body>Message 3 of it.</body></message>"
                + "<message id='r3'><received xmlns='urn:xmpp:receipts' id='of-3'/></message>"
                + "<message id='d3'><displayed xmlns='urn:xmpp:chat-markers:0' id='of-3'/></message>";
        tornAnywhere(stanzas, () -> new XmppStanzas(new Stanzas()), "message 3", "received 3", "displayed 3");
    }

    @Test
    void anErrorOrTheEndOfTheStreamEndsTheRun() {
        assertThatThrownBy(() -> new XmppStanzas(new Stanzas())
                        .received(bytes("<message id='of-3' type='error'><body>Message 3</body></message>")))
                .hasMessageContaining("error");
        assertThatThrownBy(() -> new XmppStanzas(new Stanzas()).received(bytes("</stream:stream>")))
                .hasMessageContaining("ended");
    }

    private void tornAnywhere(String text, java.util.function.Supplier<Wire.Receiver> made, String... expected) {
        for (int at = 0; at <= text.length(); at++) {
            heard.clear();
            Wire.Receiver receiver = made.get();
            receiver.received(bytes(text.substring(0, at)));
            receiver.received(bytes(text.substring(at)));
            assertThat(heard).as("torn at %d", at).containsExactly(expected);
        }
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private final class Events implements SseBlocks.Listener {

        @Override
        public void message(long sequence, long number) {
            heard.add("message " + sequence + ", text " + number);
        }

        @Override
        public void receipt(long delivered, long read) {
            heard.add("delivered " + delivered + ", read " + read);
        }
    }

    private final class Stanzas implements XmppStanzas.Listener {

        @Override
        public void message(long number) {
            heard.add("message " + number);
        }

        @Override
        public void received(long number) {
            heard.add("received " + number);
        }

        @Override
        public void displayed(long number) {
            heard.add("displayed " + number);
        }
    }
}
