package io.parley.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far each chat's other side has got and read, as the sender's stream tells. */
final class Receipts {

    private record Marks(long delivered, long read) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Marks NONE = new Marks(0, 0);

    private final Map<String, Marks> marks = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    /** Notes an event, as Gatling gives it; what is no receipt is passed over. */
    void heard(String event) {
        StreamedMessages.named("receipt", JSON.readTree(event)).ifPresent(this::heard);
    }

    private void heard(JsonNode receipt) {
        String chatId = receipt.path("chatId").stringValue();
        Marks now = new Marks(
                receipt.path("delivered").longValue(), receipt.path("read").longValue());
        Marks before = marks.getOrDefault(chatId, NONE);
        if (now.delivered() < before.delivered() || now.read() < before.read() || now.read() > now.delivered()) {
            faults.add("chat %s: %s came after %s".formatted(chatId, now, before));
        }
        marks.put(chatId, now);
    }

    boolean hasDelivered(String chatId, long sequence) {
        return marks.getOrDefault(chatId, NONE).delivered() >= sequence;
    }

    boolean hasRead(String chatId, long sequence) {
        return marks.getOrDefault(chatId, NONE).read() >= sequence;
    }

    /** Marks that went back, or of which more was read than delivered. */
    List<String> faults() {
        return List.copyOf(faults);
    }
}
