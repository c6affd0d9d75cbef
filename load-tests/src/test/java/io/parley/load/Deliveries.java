package io.parley.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/**
 * When each message was sent and when it came out of the other side's stream, by one clock, and whether each chat's messages
 * came whole and in order.
 */
final class Deliveries {

    private final LongSupplier nanoClock;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> heard = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    Deliveries(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Notes that a message is being sent now. */
    void sending(String messageId) {
        sent.put(messageId, nanoClock.getAsLong());
    }

    /**
     * Notes that an event has come out of the stream now.
     *
     * @param event the event as Gatling gives it: an object of {@code event}, {@code id} and {@code data}
     * @return how many messages of its chat have come; 0 for what is no message
     */
    long heard(String event) {
        long now = nanoClock.getAsLong();
        return StreamedMessages.of(event).map(message -> heard(message, now)).orElse(0L);
    }

    private long heard(JsonNode message, long now) {
        String chatId = message.path("chatId").stringValue();
        String messageId = message.path("messageId").stringValue();
        long sequence = message.path("sequence").longValue();
        long count = heard.computeIfAbsent(chatId, chat -> new AtomicLong()).incrementAndGet();
        if (sequence != count) {
            faults.add("chat %s: sequence %d came as number %d".formatted(chatId, sequence, count));
        }
        Long began = sent.get(messageId);
        if (began == null) {
            faults.add("chat %s: message %s was never sent".formatted(chatId, messageId));
        } else if (taken.putIfAbsent(messageId, now - began) != null) {
            faults.add("chat %s: message %s came twice".formatted(chatId, messageId));
        }
        return count;
    }

    /** Whether a message has come out of the stream. */
    boolean hasArrived(String messageId) {
        return taken.containsKey(messageId);
    }

    /** How long a message took that has come out of the stream, in nanoseconds. */
    long nanos(String messageId) {
        Long nanos = taken.get(messageId);
        if (nanos == null) {
            throw new IllegalStateException("message " + messageId + " has not arrived");
        }
        return nanos;
    }

    /** What came twice, out of order, after a gap, or from nowhere. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Notes that the server has taken a message. */
    void accepted(String messageId) {
        accepted.add(messageId);
    }

    /** How many the server has taken. */
    int accepted() {
        return accepted.size();
    }

    /** The messages that the server has taken and that never came. Those that it refused may come or not: some are taken late. */
    List<String> lostOfAccepted() {
        List<String> lost = new ArrayList<>(accepted);
        lost.removeAll(taken.keySet());
        return lost;
    }

    /** The messages that were sent and never came. */
    List<String> lost() {
        List<String> lost = new ArrayList<>(sent.keySet());
        lost.removeAll(taken.keySet());
        return lost;
    }
}
