package io.parley.infra.account;

import io.parley.contract.ParleyEvent;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A log's tail that tells what a test lets it tell. */
final class ManualTail implements EventTail {

    private final List<Consumer<LoggedEvent>> followers = new CopyOnWriteArrayList<>();
    private long head;

    void tell(ParleyEvent event) {
        head++;
        followers.forEach(follower -> follower.accept(new LoggedEvent(head, Instant.EPOCH, event)));
    }

    int followers() {
        return followers.size();
    }

    @Override
    public UUID epoch() {
        return new UUID(0, 0);
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public Subscription follow(String name, long after, Consumer<LoggedEvent> follower) {
        followers.add(follower);
        return new Subscription() {
            @Override
            public long position() {
                return head;
            }

            @Override
            public void close() {
                followers.remove(follower);
            }
        };
    }
}
