package io.parley.infra.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/** The live end of the log, for those who follow it without being one of Axon's processors. */
final class StoreTail implements EventTail {

    private final TailingEventStore store;
    private final LogSource log;
    private final MeterRegistry meters;
    private final UUID epoch;

    StoreTail(TailingEventStore store, LogSource log, UUID epoch, MeterRegistry meters) {
        this.store = store;
        this.log = log;
        this.meters = meters;
        this.epoch = epoch;
    }

    @Override
    public UUID epoch() {
        return epoch;
    }

    @Override
    public long head() {
        try {
            return log.head();
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    @Override
    public Subscription follow(String name, long after, Consumer<LoggedEvent> follower) {
        return follow(name, after, follower, () -> {});
    }

    @Override
    public Subscription follow(String name, long after, Consumer<LoggedEvent> follower, Runnable rest) {
        LogStream stream = store.openStream(new GlobalSequenceTrackingToken(after));
        TailFollower subscription = new TailFollower(name, after, stream, follower, rest, meters);
        subscription.start();
        return subscription;
    }
}
