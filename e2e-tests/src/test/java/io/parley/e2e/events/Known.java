package io.parley.e2e.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.SseEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What a client knows that has heard some events: chats, their messages, and how far others have got and read them. */
final class Known {

    private final Set<String> chats = new TreeSet<>();
    private final Map<String, List<Message>> messages = new TreeMap<>();
    private final Map<String, Marks> marks = new TreeMap<>();

    /** What is known after these events, heard in turn. */
    static Known after(Collection<SseEvent> events) {
        Known known = new Known();
        known.hear(events);
        return known;
    }

    /** Hears more; fails at anything durable that comes twice, out of order or after a gap. */
    void hear(Collection<SseEvent> events) {
        events.forEach(this::hear);
    }

    private void hear(SseEvent event) {
        switch (String.valueOf(event.event())) {
            case "message" -> hearMessage(event.message());
            case "chat" -> hearChat(event.json());
            case "receipt" -> hearReceipt(event.json());
            default -> assertThat(event.event()).as("event of %s", event).isNull();
        }
    }

    private void hearMessage(Message message) {
        List<Message> before = messages.computeIfAbsent(message.chatId(), chat -> new ArrayList<>());
        assertThat(message.sequence())
                .as("the next message of the chat %s", message.chatId())
                .isEqualTo(before.size() + 1L);
        before.add(message);
    }

    private void hearChat(JsonNode chat) {
        assertThat(chat.path("change").asString()).isEqualTo("opened");
        assertThat(chats.add(chat.path("chatId").asString()))
                .as("the opening of %s is heard once", chat)
                .isTrue();
    }

    private void hearReceipt(JsonNode receipt) {
        String key =
                receipt.path("chatId").asString() + "/" + receipt.path("userId").asString();
        Marks heard = new Marks(
                receipt.path("delivered").longValue(), receipt.path("read").longValue());
        marks.merge(key, heard, Marks::furthest);
    }

    /** The messages of a chat. */
    List<Message> messagesOf(String chat) {
        return messages.getOrDefault(chat, List.of());
    }

    /** The chats. */
    Set<String> chats() {
        return chats;
    }

    /** All of it, to be compared. */
    List<Object> everything() {
        return List.of(chats, messages, marks);
    }

    /** A member's watermarks. */
    private record Marks(long delivered, long read) {

        static Marks furthest(Marks one, Marks other) {
            return new Marks(Math.max(one.delivered, other.delivered), Math.max(one.read, other.read));
        }
    }
}
