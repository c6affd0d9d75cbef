package io.parley.audit.look;

import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.ConversationState.ChatState;
import io.parley.contract.audit.ConversationState.MemberState;
import io.parley.contract.audit.ConversationState.MessageState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conversation as people read it: what holds of it, each as a line under what it is about. */
public final class ConversationLines {

    private ConversationLines() {}

    /** All lines: the chat itself, its members, its messages. */
    public static List<String> of(ConversationState state) {
        return List.copyOf(byKey(state).values());
    }

    /**
     * What is otherwise at a later time: lines that held no more after a minus, and those that hold since after a plus.
     *
     * @param earlier null if there was no conversation yet
     */
    public static List<String> changes(@Nullable ConversationState earlier, ConversationState later) {
        Map<String, String> before = earlier == null ? Map.of() : byKey(earlier);
        Map<String, String> after = byKey(later);
        Set<String> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<String> changes = new ArrayList<>();
        for (String key : keys) {
            String was = before.getOrDefault(key, "");
            String is = after.getOrDefault(key, "");
            if (was.equals(is)) {
                continue;
            }
            if (!was.isEmpty()) {
                changes.add("- " + was);
            }
            if (!is.isEmpty()) {
                changes.add("+ " + is);
            }
        }
        return changes;
    }

    private static Map<String, String> byKey(ConversationState state) {
        Map<String, String> lines = new LinkedHashMap<>();
        addChat(lines, state.chat());
        state.members().forEach(member -> lines.put("member " + member.userId(), line(member)));
        state.unreadable()
                .forEach(position -> lines.put(
                        "event " + position, "event    " + position + " cannot be read: see ./parley audit verify"));
        state.messages().forEach(message -> lines.put("message " + message.sequence(), line(message)));
        return lines;
    }

    private static void addChat(Map<String, String> lines, ChatState chat) {
        if (chat.openedAt() != null) {
            lines.put("opened", "opened   " + Times.text(chat.openedAt()) + ", " + chat.kind());
        }
        if (chat.messageTtl() != null) {
            lines.put("ttl", "expiry   of each message after " + chat.messageTtl());
        }
        if (chat.expiresAt() != null) {
            lines.put("expires", "expiry   of the chat at " + Times.text(chat.expiresAt()));
        }
        if (chat.titleBytes() != null) {
            lines.put("title", "title    " + size(chat.titleBytes()));
        }
        if (chat.heldSince() != null) {
            lines.put("held", "held     since " + Times.text(chat.heldSince()));
        }
        if (chat.goneAt() != null) {
            lines.put("gone", "gone     " + Times.text(chat.goneAt()) + ", " + chat.goneBy());
        }
    }

    private static String line(MemberState member) {
        return "member   %s  %s, delivered %d, read %d"
                .formatted(member.userId(), member.role(), member.delivered(), member.read());
    }

    private static String line(MessageState message) {
        return "message  %d  %s  by %s, %s"
                .formatted(
                        message.sequence(),
                        Times.text(message.sentAt()),
                        Ids.end(message.senderId().toString()),
                        fate(message));
    }

    private static String fate(MessageState message) {
        return switch (message.fate()) {
            case ENCRYPTED -> size(message.bytes());
            case RETRACTED -> "taken back";
            case EXPIRED -> "expired";
            case GONE_WITH_CHAT -> "gone with the chat";
        };
    }

    private static String size(int bytes) {
        return "encrypted, %,d bytes".formatted(bytes);
    }
}
