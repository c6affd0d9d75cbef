package io.parley.api.testing;

import io.parley.contract.ParleyEvent;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A log that is in memory and forgets: followers hear what is appended while they follow. */
public final class FakeTail implements EventTail {

    private final UUID epoch = UUID.fromString("0e0c4d5e-0000-4000-8000-000000000001");
    private final AtomicLong head = new AtomicLong();
    private final List<Consumer<LoggedEvent>> followers = new CopyOnWriteArrayList<>();

    /** Appends an event, or only moves the head if nobody needs to hear it. */
    public long append(ParleyEvent... events) {
        for (ParleyEvent event : events) {
            LoggedEvent logged = new LoggedEvent(head.incrementAndGet(), Instant.EPOCH, event);
            followers.forEach(follower -> follower.accept(logged));
        }
        return events.length == 0 ? head.incrementAndGet() : head.get();
    }

    @Override
    public UUID epoch() {
        return epoch;
    }

    @Override
    public long head() {
        return head.get();
    }

    @Override
    public Subscription follow(String name, long after, Consumer<LoggedEvent> follower) {
        followers.add(follower);
        return new Subscription() {
            @Override
            public long position() {
                return head.get();
            }

            @Override
            public void close() {
                followers.remove(follower);
            }
        };
    }
}
