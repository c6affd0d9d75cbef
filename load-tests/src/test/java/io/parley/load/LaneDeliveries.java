package io.parley.load;

import io.parley.load.FaultyLanesPlan.Turn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/**
 * When each message to one of several groups of the same members was sent, and when the last member of each lane had it; whether each
 * member got all of each group, once and in order.
 */
final class LaneDeliveries {

    private final int members;
    private final LongSupplier nanoClock;
    private final Map<String, AtomicIntegerArray> heard = new ConcurrentHashMap<>();
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Collection<Long> calm = new ConcurrentLinkedQueue<>();
    private final Collection<Long> others = new ConcurrentLinkedQueue<>();
    private final Collection<Long> failing = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger incomplete = new AtomicInteger();

    /** A message that was sent: of each lane, how many members do not have it. */
    private record Sent(LaneGroup group, Turn turn, long nanos, AtomicIntegerArray missing) {}

    LaneDeliveries(int members, LongSupplier nanoClock) {
        this.members = members;
        this.nanoClock = nanoClock;
    }

    /** Notes that a message is being sent now. */
    void sending(String messageId, LaneGroup group, Turn turn) {
        int lanes = lane(members - 1) + 1;
        AtomicIntegerArray missing = new AtomicIntegerArray(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            missing.set(lane, Math.min(FaultyLanesPlan.LANE, members - lane * FaultyLanesPlan.LANE));
        }
        incomplete.addAndGet(lanes);
        sent.put(messageId, new Sent(group, turn, nanoClock.getAsLong(), missing));
    }

    /** Notes that a message was not taken, so that nobody gets it. */
    void refused(String messageId) {
        Sent message = sent.remove(messageId);
        if (message != null) {
            incomplete.addAndGet(-message.missing.length());
        }
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
        String chatId = message.path("chatId").stringValue();
        long sequence = message.path("sequence").longValue();
        int count = heard.computeIfAbsent(chatId, chat -> new AtomicIntegerArray(members))
                .incrementAndGet(member);
        if (sequence != count) {
            faults.add("member %d: sequence %d of %s came as number %d".formatted(member, sequence, chatId, count));
        }
        Sent was = sent.get(message.path("messageId").stringValue());
        if (was == null) {
            faults.add("member %d: sequence %d of %s was never sent".formatted(member, sequence, chatId));
        } else if (was.missing.decrementAndGet(lane(member)) == 0) {
            complete(was, lane(member), now - was.nanos);
        }
    }

    private void complete(Sent message, int lane, long nanos) {
        switch (message.turn) {
            case WARM_UP -> {}
            case CALM -> calm.add(nanos);
            case FAULTY -> (message.group.failing().get(lane) ? failing : others).add(nanos);
        }
        incomplete.decrementAndGet();
    }

    private static int lane(int member) {
        return member / FaultyLanesPlan.LANE;
    }

    /** Of groups without lanes that fail, how long each message took until all of a lane had it. */
    Figures calm() {
        return new Figures(calm);
    }

    /** The same of groups with such lanes, for their other lanes. */
    Figures others() {
        return new Figures(others);
    }

    /** The same for the lanes that fail. */
    Figures failing() {
        return new Figures(failing);
    }

    /** How many times longer half of the messages took for the other lanes. */
    double ratio() {
        return others().percentile(50) / calm().percentile(50);
    }

    /** For how many lanes of messages some member does not have what was sent. */
    int incomplete() {
        return incomplete.get();
    }

    /** What came twice, out of order, after a gap, or from nowhere. */
    List<String> faults() {
        return List.copyOf(faults);
    }
}
