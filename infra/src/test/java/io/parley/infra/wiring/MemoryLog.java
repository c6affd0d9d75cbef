package io.parley.infra.wiring;

import io.parley.contract.ParleyEvent;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log in memory: the position of an event is its place, from 1. */
final class MemoryLog implements EventsByPosition {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final List<LoggedEvent> events = new ArrayList<>();

    long append(ParleyEvent event) {
        long position = head() + 1;
        events.add(new LoggedEvent(position, BEGINNING.plusMillis(position), event));
        return position;
    }

    long head() {
        return events.size();
    }

    @Override
    public List<LoggedEvent> at(List<Long> positions) {
        return positions.stream()
                .sorted()
                .filter(position -> position >= 1 && position <= head())
                .map(position -> events.get((int) (position - 1)))
                .toList();
    }

    @Override
    public List<LoggedEvent> between(long after, long upTo, int limit) {
        return events.stream()
                .filter(event -> event.position() > after && event.position() <= upTo)
                .limit(limit)
                .toList();
    }
}
