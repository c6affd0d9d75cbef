package io.parley.audit.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.audit.testing.TestLog;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.ConversationState.MessageState;
import io.parley.contract.audit.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final UUID CHAT = UUID.fromString("00000000-0000-4000-8000-00000000000c");
    private static final String ADA = "00000000-0000-4000-8000-0000000000ad";
    private static final String BEN = "00000000-0000-4000-8000-0000000000be";
    private static final String CY = "00000000-0000-4000-8000-0000000000c0";
    private static final String AT = "\"2026-01-01T00:00:01.000Z\"";
    private static final String GROUP = "\"audience\":{\"kind\":\"group\",\"membershipVersion\":1,\"lanes\":[0]}";
    private static final String TITLE = "\"title\":{\"keyId\":\"" + CHAT + "\",\"bytes\":\"Ev8Afw==\"}";

    private final TestLog log = TestLog.empty(5);

    private void happens(String aggregate, String type, String payload) {
        log.append(aggregate, "io.parley.contract." + type, "{\"chatId\":\"" + CHAT + "\"," + payload + "}");
    }

    private void happens(String type, String payload) {
        happens(CHAT.toString(), type, payload);
    }

    private void openGroup() {
        happens(
                "chat.ChatEvent$GroupOpened",
                "\"opener\":\"" + ADA + "\"," + TITLE + ",\"members\":[{\"userId\":\"" + ADA
                        + "\",\"role\":\"OWNER\",\"lane\":0},{\"userId\":\"" + BEN
                        + "\",\"role\":\"MEMBER\",\"lane\":0}],\"openedAt\":" + AT);
    }

    private void send(int sequence) {
        send(sequence, "");
    }

    private void send(int sequence, String more) {
        happens(
                "message.MessageEvent$MessageSent",
                "\"messageId\":\"" + new UUID(0, sequence) + "\",\"senderId\":\"" + ADA + "\",\"sequence\":" + sequence
                        + ",\"sentAt\":" + AT + "," + GROUP + ",\"content\":{\"keyId\":\"" + CHAT
                        + "\",\"bytes\":\"Ev8Afw==\"},\"mac\":\"FP8Afw==\"" + more);
    }

    private void mark(String user, int delivered, int read) {
        happens(
                CHAT + "/" + user,
                "receipt.ReceiptEvent$ReceiptAdvanced",
                "\"userId\":\"" + user + "\",\"delivered\":" + delivered + ",\"read\":" + read + ",\"markedAt\":" + AT
                        + "," + GROUP);
    }

    private void talk() {
        openGroup(); // 1
        send(1);
        send(2);
        mark(BEN, 2, 1); // 4
        happens(
                "chat.ChatEvent$MemberAdded",
                "\"userId\":\"" + CY + "\",\"role\":\"MEMBER\",\"lane\":0,\"membershipVersion\":2,\"afterSequence\":2,"
                        + "\"addedBy\":\"" + ADA + "\",\"addedAt\":" + AT);
        happens(
                "chat.ChatEvent$MemberRemoved",
                "\"userId\":\"" + BEN + "\",\"spell\":1,\"membershipVersion\":3,\"lastSequence\":2,\"removedBy\":\""
                        + ADA + "\",\"removedAt\":" + AT); // 6
        happens(
                "message.MessageEvent$MessageRetracted",
                "\"messageId\":\"" + new UUID(0, 1) + "\",\"sequence\":1,\"key\":\"" + CHAT + "\"," + GROUP
                        + ",\"retractedBy\":\"" + ADA + "\",\"retractedAt\":" + AT);
        happens(
                "chat.ChatEvent$ChatPurged",
                GROUP + ",\"lastSequence\":2,\"keys\":[],\"purgedBy\":\"" + ADA + "\",\"goneAt\":" + AT); // 8
    }

    private Optional<ConversationState> at(Moment moment) throws SQLException {
        try (Connection connection = log.connector().open()) {
            return new ConversationSearch(connection).at(CHAT, moment);
        }
    }

    private List<String> lines(long position) throws SQLException {
        return ConversationLines.of(at(Moment.at(position)).orElseThrow());
    }

    @Test
    void itIsKnownWhenAMessageIsToGo() throws Exception {
        openGroup();
        send(1);
        send(2, ",\"expiresAt\":" + AT);

        assertThat(at(Moment.NOW).orElseThrow().messages())
                .extracting(MessageState::expiresAt)
                .containsExactly(null, Instant.parse("2026-01-01T00:00:01Z"));
    }

    @Test
    void itIsWhatItsEventsUpToThenMadeOfIt() throws Exception {
        talk();

        assertThat(lines(4))
                .containsExactly(
                        "opened   2026-01-01 00:00:01.000, group",
                        "title    encrypted, 4 bytes",
                        "member   " + ADA + "  owner, delivered 0, read 0",
                        "member   " + BEN + "  member, delivered 2, read 1",
                        "message  1  2026-01-01 00:00:01.000  by 000000ad, encrypted, 4 bytes",
                        "message  2  2026-01-01 00:00:01.000  by 000000ad, encrypted, 4 bytes")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(lines(7))
                .contains(
                        "member   " + CY + "  member, delivered 0, read 0",
                        "message  1  2026-01-01 00:00:01.000  by 000000ad, taken back")
                .noneMatch(line -> line.contains(BEN));
        assertThat(lines(8))
                .contains(
                        "gone     2026-01-01 00:00:01.000, purged",
                        "message  1  2026-01-01 00:00:01.000  by 000000ad, taken back",
                        "message  2  2026-01-01 00:00:01.000  by 000000ad, gone with the chat");
    }

    @Test
    void aTimeIsAsGoodAsAPosition() throws Exception {
        talk();
        Instant second = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(at(Moment.at(second.plusSeconds(4))).orElseThrow().position())
                .isEqualTo(4);
        assertThat(at(Moment.at(second.plusMillis(4_999))).orElseThrow().position())
                .isEqualTo(4);
        assertThat(at(Moment.NOW).orElseThrow().position()).isEqualTo(8);
        assertThat(at(Moment.at(second))).isEmpty();
        assertThat(at(Moment.at(0))).isEmpty();
    }

    @Test
    void aDifferenceIsWhatNoLongerHoldsAndWhatHoldsSince() throws Exception {
        talk();
        ConversationState early = at(Moment.at(4)).orElseThrow();

        assertThat(ConversationLines.changes(early, at(Moment.at(7)).orElseThrow()))
                .containsExactly(
                        "- member   " + BEN + "  member, delivered 2, read 1",
                        "- message  1  2026-01-01 00:00:01.000  by 000000ad, encrypted, 4 bytes",
                        "+ message  1  2026-01-01 00:00:01.000  by 000000ad, taken back",
                        "+ member   " + CY + "  member, delivered 0, read 0");
        assertThat(ConversationLines.changes(early, early)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaid() throws Exception {
        openGroup();
        happens("chat.ChatEvent$MemberRemoved", "nonsense");

        assertThat(lines(2)).contains("event    2 cannot be read: see ./parley audit verify");
    }

    @Test
    void whatLacksSomethingCannotBeReadEither() throws Exception {
        openGroup();
        send(1);
        String sent = "\"messageId\":\"" + new UUID(0, 2) + "\",\"sequence\":2,\"sentAt\":" + AT + "," + GROUP;
        String content = ",\"content\":{\"keyId\":\"" + CHAT + "\",\"bytes\":\"Ev8Afw==\"}";
        happens("message.MessageEvent$MessageSent", sent + ",\"senderId\":\"" + ADA + "\""); // 3
        happens("message.MessageEvent$MessageSent", sent + content);
        happens("chat.ChatEvent$MemberAdded", "\"role\":\"MEMBER\",\"lane\":0");
        happens("chat.ChatEvent$MemberAdded", "\"userId\":\"" + CY + "\",\"lane\":0"); // 6

        assertThat(at(Moment.NOW).orElseThrow().unreadable()).containsExactly(3L, 4L, 5L, 6L);
        assertThat(lines(6))
                .contains("message  1  2026-01-01 00:00:01.000  by 000000ad, encrypted, 4 bytes")
                .noneMatch(line -> line.startsWith("message  2") || line.contains(CY));
    }

    @Test
    void aRangeOfExpiredMessagesMayHaveAnyEnd() throws Exception {
        openGroup();
        for (int sequence = 1; sequence <= 3; sequence++) {
            send(sequence);
        }
        happens(
                "message.MessageEvent$MessagesExpired",
                "\"ranges\":[{\"from\":2,\"to\":9000000000000000000}],\"keys\":[]," + GROUP
                        + ",\"queue\":0,\"upTo\":3,\"expiredAt\":" + AT);

        assertThat(lines(5))
                .contains(
                        "message  1  2026-01-01 00:00:01.000  by 000000ad, encrypted, 4 bytes",
                        "message  2  2026-01-01 00:00:01.000  by 000000ad, expired",
                        "message  3  2026-01-01 00:00:01.000  by 000000ad, expired");
    }

    @Test
    void aDirectChatHoldsAndRetentionAreSaidToo() throws Exception {
        String pair = "\"audience\":{\"kind\":\"pair\",\"first\":\"" + ADA + "\",\"second\":\"" + BEN + "\"}";
        happens(
                "chat.ChatEvent$DirectChatOpened",
                "\"opener\":\"" + ADA + "\",\"peer\":\"" + BEN + "\",\"openedAt\":" + AT + ",\"messageTtl\":\"PT24H\"");
        happens("chat.ChatEvent$ChatHeld", pair + ",\"heldBy\":\"" + CY + "\",\"heldAt\":" + AT);
        assertThat(lines(2))
                .contains(
                        "opened   2026-01-01 00:00:01.000, direct",
                        "expiry   of each message after PT24H",
                        "held     since 2026-01-01 00:00:01.000",
                        "member   " + ADA + "  opener, delivered 0, read 0",
                        "member   " + BEN + "  peer, delivered 0, read 0");

        happens("chat.ChatEvent$ChatReleased", pair + ",\"releasedBy\":\"" + CY + "\",\"releasedAt\":" + AT);
        happens(
                "chat.ChatEvent$RetentionChanged",
                pair + ",\"expiresAt\":" + AT + ",\"changedBy\":\"" + ADA + "\",\"changedAt\":" + AT);

        assertThat(lines(4))
                .contains("expiry   of the chat at 2026-01-01 00:00:01.000")
                .noneMatch(line -> line.startsWith("held") || line.contains("PT24H"));
    }
}
