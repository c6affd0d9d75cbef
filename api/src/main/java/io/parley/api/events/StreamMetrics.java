package io.parley.api.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.api.json.Words;
import java.util.EnumMap;
import java.util.Map;

/** What the streams count, under {@code parley.stream}. */
final class StreamMetrics {

    private final Counter frames;
    private final Counter resumes;
    private final Counter resumedEvents;
    private final Map<Cut, Counter> cuts = new EnumMap<>(Cut.class);

    StreamMetrics(MeterRegistry meters) {
        frames = Counter.builder("parley.stream.frames")
                .description("Blocks handed to connections, comments included")
                .register(meters);
        resumes = Counter.builder("parley.stream.resumes")
                .description("Streams that began with an earlier id")
                .register(meters);
        resumedEvents = Counter.builder("parley.stream.resume.events")
                .description("Events brought by resumes")
                .register(meters);
        for (Cut cut : Cut.values()) {
            cuts.put(cut, cutCounter(meters, cut));
        }
    }

    private static Counter cutCounter(MeterRegistry meters, Cut cut) {
        return Counter.builder("parley.stream.cuts")
                .description("Streams ended by this side, so that their clients resume")
                .tag("reason", Words.of(cut))
                .register(meters);
    }

    void sent(int count) {
        frames.increment(count);
    }

    void resumed() {
        resumes.increment();
    }

    void brought(int events) {
        resumedEvents.increment(events);
    }

    /** How many streams were cut because their clients were too slow. */
    long tooSlow() {
        return (long) (count(Cut.OVERFLOW) + count(Cut.STALLED));
    }

    private double count(Cut reason) {
        Counter counter = cuts.get(reason);
        return counter == null ? 0 : counter.count();
    }

    void cut(Cut reason) {
        Counter counter = cuts.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
