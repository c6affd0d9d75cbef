package io.parley.audit.doctor;

import io.parley.audit.testing.TestLog;
import io.parley.audit.verify.VerificationProgress;
import io.parley.contract.id.MessageId;
import io.parley.infra.store.MessageIdentity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A direct chat and a group as a whole platform has them: log, keys, read tables, tokens. Tests break one thing of it. */
final class Platform {

    static final UUID CHAT = UUID.fromString("00000000-0000-4000-8000-00000000000c");
    static final UUID GROUP = UUID.fromString("00000000-0000-4000-8000-00000000000d");

    private static final String ADA = "00000000-0000-4000-8000-0000000000ad";
    private static final String BEN = "00000000-0000-4000-8000-0000000000be";
    private static final String AT = "\"2026-01-01T00:00:01.000Z\"";
    private static final String PAIR =
            "\"audience\":{\"kind\":\"pair\",\"first\":\"" + ADA + "\",\"second\":\"" + BEN + "\"}";

    private final TestLog log = TestLog.empty(5);
    private final JdbcClient jdbc = log.jdbc();
    private final UUID chatKey = UUID.randomUUID();
    private long position;

    Platform() {
        jdbc.sql("TRUNCATE work.keyring, work.token, work.dead_letter, work.expiry_deadline, work.scheduled_tasks,"
                        + " work.saga_entry, work.association_value_entry, work.media, views.chat, views.chat_member,"
                        + " views.chat_activity, views.message, views.held_back, views.gone_chat,"
                        + " views.mailbox_abandoned, views.mailbox_lane")
                .update();
        addKey(chatKey, "chat", CHAT.toString(), "kek:1");
        happens(
                CHAT,
                "chat.ChatEvent$DirectChatOpened",
                "\"opener\":\"" + ADA + "\",\"peer\":\"" + BEN + "\",\"openedAt\":" + AT);
        addChat(CHAT, "DIRECT", ADA, BEN);
        happens(
                GROUP,
                "chat.ChatEvent$GroupOpened",
                "\"opener\":\"" + ADA + "\",\"title\":{\"keyId\":\"" + chatKey + "\",\"bytes\":\"Ev8Afw==\"},"
                        + "\"members\":[{\"userId\":\"" + ADA + "\",\"role\":\"OWNER\",\"lane\":0}],\"openedAt\":"
                        + AT);
        addChat(GROUP, "GROUP", ADA);
        happens(
                GROUP,
                "chat.ChatEvent$MemberAdded",
                "\"userId\":\"" + BEN + "\",\"role\":\"MEMBER\",\"lane\":0,\"membershipVersion\":2,\"afterSequence\":0,"
                        + "\"addedBy\":\"" + ADA + "\",\"addedAt\":" + AT);
        addMember(GROUP, BEN);
        for (int sequence = 1; sequence <= 3; sequence++) {
            send(sequence);
        }
        project();
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    TestLog log() {
        return log;
    }

    long position() {
        return position;
    }

    /** Appends an event to a chat. */
    void happens(UUID chat, String type, String payload) {
        log.append(chat.toString(), "io.parley.contract." + type, "{\"chatId\":\"" + chat + "\"," + payload + "}");
        position++;
    }

    private void send(int sequence) {
        UUID message = messageId(sequence);
        UUID key = keyOf(sequence);
        happens(
                CHAT,
                "message.MessageEvent$MessageSent",
                "\"messageId\":\"" + message + "\",\"senderId\":\"" + ADA + "\",\"sequence\":" + sequence
                        + ",\"sentAt\":"
                        + AT + "," + PAIR + ",\"content\":{\"keyId\":\"" + key
                        + "\",\"bytes\":\"Ev8Afw==\"},\"mac\":\"FP8Afw==\"");
        log.tamper("UPDATE events.event SET event_id = '" + MessageIdentity.eventIdOf(new MessageId(message))
                + "' WHERE position = " + position);
        addKey(key, "message", message.toString(), chatKey.toString());
        jdbc.sql(
                        "INSERT INTO views.message (chat_id, sequence, message_id, sender_id, sent_at, content, key_id, position)"
                                + " VALUES (?, ?, ?, ?::uuid, now(), '\\x00', ?, ?)")
                .params(CHAT, sequence, message, ADA, key, position)
                .update();
        jdbc.sql("UPDATE views.chat SET last_sequence = ? WHERE chat_id = ?")
                .params(sequence, CHAT)
                .update();
        jdbc.sql("UPDATE views.chat_activity SET last_sequence = ? WHERE chat_id = ?")
                .params(sequence, CHAT)
                .update();
    }

    /** Takes a message back, in the log alone. */
    void retract(int sequence) {
        happens(
                CHAT,
                "message.MessageEvent$MessageRetracted",
                "\"messageId\":\"" + messageId(sequence) + "\",\"sequence\":" + sequence + ",\"key\":\""
                        + keyOf(sequence) + "\"," + PAIR + ",\"retractedBy\":\"" + ADA + "\",\"retractedAt\":" + AT);
    }

    /** Lets the chat be gone, in the log alone. */
    void purge() {
        happens(
                CHAT,
                "chat.ChatEvent$ChatPurged",
                PAIR + ",\"lastSequence\":3,\"keys\":[],\"purgedBy\":\"" + ADA + "\",\"goneAt\":" + AT);
    }

    /** All processors have got as far as the log. */
    void project() {
        jdbc.sql("DELETE FROM work.token").update();
        for (String processor : new String[] {"views", "history", "mailbox", "deletion"}) {
            jdbc.sql("INSERT INTO work.token (processorname, segment, token, tokentype) VALUES (?, 0,"
                            + " convert_to(?, 'UTF8'), 'GlobalSequenceTrackingToken')")
                    .params(processor, "{\"globalIndex\":" + position + "}")
                    .update();
        }
    }

    static UUID messageId(int sequence) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L + sequence);
    }

    static UUID keyOf(int sequence) {
        return new UUID(0x4000, 0x8000_0000_0001_0000L + sequence);
    }

    void addKey(UUID id, String kind, String owner, String wrappedBy) {
        jdbc.sql("INSERT INTO work.keyring (key_id, kind, owner, wrapped_by, wrapped, created_at)"
                        + " VALUES (?, ?, ?, ?, '\\x00', now())")
                .params(id, kind, owner, wrappedBy)
                .update();
    }

    void destroyKey(UUID id) {
        jdbc.sql("DELETE FROM work.keyring WHERE key_id = ?").param(id).update();
    }

    private void addChat(UUID chat, String kind, String... members) {
        jdbc.sql("INSERT INTO views.chat (chat_id, kind, opened_at, position) VALUES (?, ?, now(), ?)")
                .params(chat, kind, position)
                .update();
        jdbc.sql("INSERT INTO views.chat_activity (chat_id, activity, last_sequence) VALUES (?, ?, 0)")
                .params(chat, position)
                .update();
        for (String member : members) {
            addMember(chat, member);
        }
    }

    private void addMember(UUID chat, String member) {
        jdbc.sql("INSERT INTO views.chat_member (chat_id, user_id, role, joined_at, ordinal, position)"
                        + " VALUES (?, ?::uuid, 'MEMBER', now(), 0, ?)")
                .params(chat, member, position)
                .update();
    }

    /** What one check finds. */
    CheckResult check(String name) {
        return results(Set.of(name)).get(0);
    }

    /** What all checks find. */
    List<CheckResult> checkAll() {
        return results(Set.of());
    }

    private List<CheckResult> results(Set<String> only) {
        List<CheckResult> results = new ArrayList<>();
        VerificationProgress none = (looked, all) -> {};
        try {
            new Doctor(log.connector()).run(Doctor.checks(), only, check -> none, results::add);
        } catch (SQLException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return results;
    }
}
