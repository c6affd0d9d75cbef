package io.parley.infra.degradation;

import io.parley.contract.log.EventTail;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** How far this node has heard the log, without asking the store. */
final class HeardTail implements SmartLifecycle {

    private final EventTail tail;
    private volatile EventTail.@Nullable Subscription subscription;

    HeardTail(EventTail tail) {
        this.tail = tail;
    }

    /** 0 before it began. */
    long position() {
        EventTail.Subscription open = subscription;
        return open == null ? 0 : open.position();
    }

    @Override
    public void start() {
        subscription = tail.follow("log-end", tail.head(), event -> {});
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
