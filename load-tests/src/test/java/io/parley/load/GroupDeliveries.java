package io.parley.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/** When each message to a group was sent, and when the last of its members had it; whether each member got all, once and in order. */
final class GroupDeliveries {

    private final LongSupplier nanoClock;
    private final AtomicIntegerArray heard;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> missing = new ConcurrentHashMap<>();
    private final Map<String, Long> complete = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final LongAdder deliveries = new LongAdder();

    GroupDeliveries(int members, LongSupplier nanoClock) {
        this.heard = new AtomicIntegerArray(members);
        this.nanoClock = nanoClock;
    }

    /** Notes that a message is being sent now. */
    void sending(String messageId) {
        missing.put(messageId, new AtomicInteger(heard.length()));
        sent.put(messageId, nanoClock.getAsLong());
    }

    /**
     * Notes that an event has come out of a member's stream now.
     *
     * @param event the event as Gatling gives it: an object of {@code event}, {@code id} and {@code data}
     */
    void heard(int member, String event) {
        long now = nanoClock.getAsLong();
        StreamedMessages.of(event).ifPresent(message -> heard(member, message, now));
    }

    private void heard(int member, JsonNode message, long now) {
        deliveries.increment();
        long sequence = message.path("sequence").longValue();
        int count = heard.incrementAndGet(member);
        if (sequence != count) {
            faults.add("member %d: sequence %d came as number %d".formatted(member, sequence, count));
        }
        String messageId = message.path("messageId").stringValue();
        AtomicInteger left = missing.get(messageId);
        Long began = sent.get(messageId);
        if (left == null || began == null) {
            faults.add("member %d: message %s was never sent".formatted(member, messageId));
        } else if (left.decrementAndGet() == 0) {
            complete.put(messageId, now - began);
        }
    }

    /** Whether all members have a message. */
    boolean isComplete(String messageId) {
        return complete.containsKey(messageId);
    }

    /** How long a message took that all have, in nanoseconds. */
    long nanos(String messageId) {
        Long nanos = complete.get(messageId);
        if (nanos == null) {
            throw new IllegalStateException("message " + messageId + " is not with all");
        }
        return nanos;
    }

    /** How many messages came out of streams. */
    long deliveries() {
        return deliveries.sum();
    }

    /** What came twice, out of order, after a gap, or from nowhere. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The messages that were sent and that not all have. */
    List<String> lost() {
        List<String> lost = new ArrayList<>(sent.keySet());
        lost.removeAll(complete.keySet());
        return lost;
    }
}
