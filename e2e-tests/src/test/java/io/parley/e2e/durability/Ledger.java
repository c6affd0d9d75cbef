package io.parley.e2e.durability;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the platform has acknowledged, and what was sent without an answer, so that it must be repeated. */
final class Ledger {

    private final Map<String, Sent> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Unanswered> unanswered = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> read = new ConcurrentHashMap<>();

    /** Notes the answer to a send. */
    void acknowledge(Answer answer, String text) {
        Sent sent = Sent.of(answer, text);
        acknowledged.put(sent.messageId(), sent);
    }

    /** Notes a send whose outcome is unknown. */
    void leaveOpen(Person sender, String chat, String messageId, String text) {
        unanswered.add(new Unanswered(sender, chat, messageId, text));
    }

    /** Notes an acknowledged read mark. */
    void acknowledgeRead(String chat, Person reader, long sequence) {
        read.merge(chat + "/" + reader.id(), sequence, Math::max);
    }

    /** Sends what got no answer again, under the same identifiers; returns how many. */
    int repeatWhatIsOpen() {
        int repeated = 0;
        for (Unanswered each = unanswered.poll(); each != null; each = unanswered.poll()) {
            Answer answer = each.sender().trySend(each.chat(), each.messageId(), each.text());
            if (answer.status() != 200) {
                answer.expect(201);
            }
            acknowledge(answer, each.text());
            repeated++;
        }
        return repeated;
    }

    /** All acknowledged messages of a chat, in the order that was promised. */
    List<Sent> acknowledgedIn(String chat) {
        return acknowledged.values().stream()
                .filter(sent -> sent.chatId().equals(chat))
                .sorted((one, other) -> Long.compare(one.sequence(), other.sequence()))
                .toList();
    }

    /** How far somebody's reading of a chat was acknowledged. */
    long readBy(String chat, Person reader) {
        return read.getOrDefault(chat + "/" + reader.id(), 0L);
    }

    /** How many messages were acknowledged. */
    int size() {
        return acknowledged.size();
    }

    private record Unanswered(Person sender, String chat, String messageId, String text) {}
}
