package io.parley.audit.testing;

import java.util.UUID;

/** Events of groups, as a server writes them down. */
public final class Talk {

    private static final String GROUP = "\"audience\":{\"kind\":\"group\",\"membershipVersion\":1,\"lanes\":[0]}";

    private final TestLog log;
    private final String at;

    /** Somebody who talks a lot. */
    public static final UUID ADA = new UUID(0x4000, 0xad);

    /** Somebody who reads. */
    public static final UUID BEN = new UUID(0x4000, 0xbe);

    /** In a log. */
    public Talk(TestLog log) {
        this.log = log;
        this.at = "\"2026-01-01T00:00:01.000Z\"";
    }

    /** A group's id by a number. */
    public static UUID chat(int number) {
        return new UUID(0x4000, 0xc000 + number);
    }

    /** Ada and Ben have a group. */
    public void open(int chat) {
        happens(
                chat,
                "",
                "chat.ChatEvent$GroupOpened",
                "\"opener\":\"" + ADA + "\",\"title\":" + sealed() + ",\"members\":[" + member(ADA, "OWNER") + ","
                        + member(BEN, "MEMBER") + "],\"openedAt\":" + at);
    }

    /** Ada says something in it. */
    public void send(int chat, int sequence) {
        happens(
                chat,
                "",
                "message.MessageEvent$MessageSent",
                "\"messageId\":\"" + new UUID(chat, sequence) + "\",\"senderId\":\"" + ADA + "\",\"sequence\":"
                        + sequence + ",\"sentAt\":" + at + "," + GROUP + ",\"content\":" + sealed()
                        + ",\"mac\":\"FP8Afw==\"");
    }

    /** Ben has it and has read it. */
    public void mark(int chat, int delivered, int read) {
        happens(
                chat,
                "/" + BEN,
                "receipt.ReceiptEvent$ReceiptAdvanced",
                "\"userId\":\"" + BEN + "\",\"delivered\":" + delivered + ",\"read\":" + read + ",\"markedAt\":" + at
                        + "," + GROUP);
    }

    /** The group goes, with all that was said. */
    public void purge(int chat, int lastSequence) {
        happens(
                chat,
                "",
                "chat.ChatEvent$ChatPurged",
                GROUP + ",\"lastSequence\":" + lastSequence + ",\"keys\":[],\"purgedBy\":\"" + ADA + "\",\"goneAt\":"
                        + at);
    }

    private static String member(UUID user, String role) {
        return "{\"userId\":\"" + user + "\",\"role\":\"" + role + "\",\"lane\":0}";
    }

    private static String sealed() {
        return "{\"keyId\":\"" + ADA + "\",\"bytes\":\"Ev8Afw==\"}";
    }

    private void happens(int chat, String part, String type, String payload) {
        log.append(
                chat(chat) + part, "io.parley.contract." + type, "{\"chatId\":\"" + chat(chat) + "\"," + payload + "}");
    }
}
