package io.parley.audit.look;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.audit.look.MessageLife.Step;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.seal.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LifeWriterTest {

    private static final String CHAT = "00000000-0000-4000-8000-00000000000c";
    private static final String MESSAGE = "00000000-0000-4000-8000-00000000000a";
    private static final String ADA = "00000000-0000-4000-8000-00000000000d";
    private static final String BEN = "00000000-0000-4000-8000-00000000000b";
    private static final String PAIR =
            "\"audience\":{\"kind\":\"pair\",\"first\":\"" + ADA + "\",\"second\":\"" + BEN + "\"}";
    private static final String AT = "\"2026-01-01T00:00:01.000Z\"";

    private final StoredEvents stored = new StoredEvents();
    private final LoggedEvent sent = event(
            "message.MessageEvent$MessageSent",
            "\"messageId\":\"" + MESSAGE + "\",\"senderId\":\"" + ADA + "\",\"sequence\":7,\"sentAt\":" + AT + ","
                    + PAIR + ",\"content\":{\"keyId\":\"" + CHAT + "\",\"bytes\":\"Ev8Afw==\"},\"mac\":\"FP8Afw==\"");
    private final LifeWriter writer =
            new LifeWriter(stored, (MessageSent) stored.read(sent).orElseThrow(), sent);

    private static LoggedEvent event(String type, String payload) {
        return new LoggedEvent(
                1,
                new UUID(0, 1),
                "Chat",
                CHAT,
                0,
                "io.parley.contract." + type,
                "1",
                Instant.EPOCH,
                ("{\"chatId\":\"" + CHAT + "\"," + payload + "}").getBytes(UTF_8),
                "{}".getBytes(UTF_8));
    }

    private static LoggedEvent receipt(String user, int delivered, int read) {
        return event(
                "receipt.ReceiptEvent$ReceiptAdvanced",
                "\"userId\":\"" + user + "\",\"delivered\":" + delivered + ",\"read\":" + read + ",\"markedAt\":" + AT
                        + "," + PAIR);
    }

    private static LoggedEvent filled(int lane, int sequence, boolean late, int tries) {
        return event(
                "fanout.FanOutEvent$MailboxesFilled",
                "\"lane\":" + lane + ",\"sequence\":" + sequence + ",\"messagePosition\":5,\"late\":" + late
                        + ",\"tries\":" + tries + ",\"filledAt\":" + AT);
    }

    private void expect(String... steps) {
        assertThat(writer.life(List.of()).steps())
                .extracting(Step::what)
                .startsWith("sent by " + ADA)
                .hasSize(steps.length + 1)
                .endsWith(steps);
    }

    @Test
    void aMarkReachesItOnce() {
        writer.take(receipt(BEN, 6, 6));
        writer.take(receipt(BEN, 8, 6));
        writer.take(receipt(BEN, 9, 6));
        writer.take(receipt(BEN, 9, 7));
        writer.take(receipt(ADA, 7, 7));

        expect("delivered to " + BEN, "read by " + BEN, "delivered to and read by " + ADA);
    }

    @Test
    void lanesHaveItAtOnceOrLateOrNot() {
        writer.take(filled(0, 6, false, 1));
        writer.take(filled(0, 7, false, 1));
        writer.take(event(
                "fanout.FanOutEvent$FanOutAbandoned",
                "\"lane\":1,\"sequence\":7,\"messagePosition\":5,\"tries\":6,\"abandonedAt\":" + AT));
        writer.take(filled(1, 7, true, 2));

        expect("lane 0 has it", "lane 1 given up after 6 tries", "lane 1 has it, late, after 2 tries");
    }

    @Test
    void itEndsWhenItsKeyDoes() {
        writer.take(event(
                "message.MessageEvent$MessagesExpired",
                "\"ranges\":[{\"from\":1,\"to\":6},{\"from\":8,\"to\":9}],\"keys\":[]," + PAIR
                        + ",\"queue\":0,\"upTo\":9,\"expiredAt\":" + AT));
        expect();
        writer.take(event(
                "message.MessageEvent$MessagesExpired",
                "\"ranges\":[{\"from\":6,\"to\":7}],\"keys\":[]," + PAIR + ",\"queue\":0,\"upTo\":9,\"expiredAt\":"
                        + AT));

        expect("expired, its key destroyed");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        writer.take(event("receipt.ReceiptEvent$ReceiptAdvanced", "nonsense"));
        writer.take(event("NoSuchEvent", "\"a\":1"));

        expect("an event of its chat cannot be read", "an event of its chat cannot be read");
    }
}
