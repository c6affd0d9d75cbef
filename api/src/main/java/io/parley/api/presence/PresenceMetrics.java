package io.parley.api.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.api.events.PassingEvents.Outcome;

/** What presence and typing count, under {@code parley.presence}. */
final class PresenceMetrics {

    private final MeterRegistry meters;
    private final Counter cutShort;
    private final Counter failed;
    private final Counter typingDropped;

    PresenceMetrics(MeterRegistry meters) {
        this.meters = meters;
        cutShort = Counter.builder("parley.presence.push.truncated")
                .description("Batches of changed users with more contacts than are told")
                .register(meters);
        failed = Counter.builder("parley.presence.push.failed")
                .description("Batches of changed users whose contacts could not be found out; they are tried again")
                .register(meters);
        typingDropped = Counter.builder("parley.presence.typing.dropped")
                .description("Who types at other nodes and was not passed on here")
                .register(meters);
    }

    /** Watches what is known of users. */
    void watch(PresenceBoard board) {
        Gauge.builder("parley.presence.users", board, PresenceBoard::size)
                .description("Users of whom this node knows how they stand")
                .register(meters);
        Gauge.builder("parley.presence.online", board, PresenceBoard::online)
                .description("Users who are online, on any node")
                .register(meters);
        FunctionCounter.builder("parley.presence.untracked", board, PresenceBoard::untracked)
                .description("How often somebody was passed over since too many users are known")
                .register(meters);
    }

    /** Watches what waits. */
    void watch(ChangedUsers changes) {
        Gauge.builder("parley.presence.push.waiting", changes, ChangedUsers::size)
                .description("Users who came or went and whose contacts are to be told")
                .register(meters);
        FunctionCounter.builder("parley.presence.push.dropped", changes, ChangedUsers::dropped)
                .description("Users whose contacts are not told, since too many wait")
                .register(meters);
    }

    /** Something was brought to streams. */
    void brought(String event, Outcome outcome) {
        meters.counter("parley.presence.frames", "event", event, "outcome", "given")
                .increment(outcome.given());
        meters.counter("parley.presence.frames", "event", event, "outcome", "missed")
                .increment(outcome.missed());
    }

    void truncated() {
        cutShort.increment();
    }

    void failed() {
        failed.increment();
    }

    void typingDropped() {
        typingDropped.increment();
    }
}
