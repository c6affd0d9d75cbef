package io.parley.infra.degradation;

import io.parley.contract.log.EventTail;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** How far this node has heard the log, without asking the store. */
final class HeardTail implements SmartLifecycle {

    private final EventTail tail;
    private volatile long position;
    private volatile EventTail.@Nullable Subscription subscription;

    HeardTail(EventTail tail) {
        this.tail = tail;
    }

    long position() {
        return position;
    }

    @Override
    public void start() {
        long head = tail.head();
        position = head;
        subscription = tail.follow("log-end", head, event -> position = event.position());
    }

    @Override
    public void stop() {
        EventTail.Subscription open = subscription;
        subscription = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }
}
