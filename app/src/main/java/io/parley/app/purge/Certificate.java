package io.parley.app.purge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a certificate that was checked says is gone.
 *
 * @param kind what was done
 * @param subject the chat, or the account
 * @param ranges the sequences of the messages, from and to
 * @param messageIds the messages that are named
 * @param keys the keys that were destroyed
 * @param blind whether it says that no backup from before opens them any more
 */
record Certificate(
        String kind, String subject, List<long[]> ranges, Set<String> messageIds, Set<String> keys, boolean blind) {

    static Certificate of(JsonNode json) {
        List<long[]> ranges = new ArrayList<>();
        for (JsonNode range : json.at("/messages/ranges")) {
            ranges.add(new long[] {range.path(0).longValue(), range.path(1).longValue()});
        }
        Set<String> messages = new LinkedHashSet<>();
        json.at("/messages/items")
                .forEach(item -> messages.add(item.path("messageId").stringValue()));
        Set<String> keys = new LinkedHashSet<>();
        json.path("keys").forEach(key -> keys.add(key.stringValue()));
        String subject = json.path("chatId").stringValue(json.path("userId").stringValue(""));
        boolean blind = json.at("/rotation/state").stringValue("").equals("done");
        return new Certificate(json.path("kind").stringValue(""), subject, ranges, messages, keys, blind);
    }

    /** What a certificate says of itself, in a line; also of one that is malformed. */
    static String title(JsonNode json) {
        String chat = printable(json.path("chatId"));
        String where = chat.isEmpty() ? "account " + printable(json.path("userId")) : "chat " + chat;
        return "%s of %d messages, %s, at %s, position %d of the log"
                .formatted(
                        printable(json.path("kind")),
                        json.at("/messages/count").longValue(0),
                        where,
                        printable(json.path("at")),
                        json.path("position").longValue(0));
    }

    /** Whoever forges a certificate writes nothing of their own on the terminal. */
    private static String printable(JsonNode value) {
        String text = value.stringValue("");
        return text.length() <= 64 && text.matches("[\\x20-\\x7e]*") ? text : "?";
    }

    boolean isErasure() {
        return kind.equals("erasure");
    }

    /** Whether a message is among those that went. */
    boolean has(String messageId, long sequence) {
        return messageIds.contains(messageId)
                || ranges.stream().anyMatch(range -> range[0] <= sequence && sequence <= range[1]);
    }
}
