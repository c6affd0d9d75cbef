package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.contract.log.EventTail;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Hears at the log's end of messages that have expired, right after that was committed. */
final class Expiries implements AutoCloseable {

    private final AtomicLong messages = new AtomicLong();
    private final EventTail.Subscription following;

    /** Who hears of each event, with its position. */
    @FunctionalInterface
    interface Listener {

        void expired(MessagesExpired event, long position);
    }

    /** From now on. */
    Expiries(Node node, Listener listener) {
        this(node, node.bean(EventTail.class).head(), listener);
    }

    /** From after a position. */
    Expiries(Node node, long after, Listener listener) {
        following = node.bean(EventTail.class).follow("endings-benchmark", after, logged -> {
            if (logged.event() instanceof MessagesExpired event) {
                listener.expired(event, logged.position());
                messages.addAndGet(event.keys().size());
            }
        });
    }

    /** How many messages have expired so far. */
    long messages() {
        return messages.get();
    }

    /** Waits until so many have. */
    void await(long count, Duration patience) throws InterruptedException {
        if (!Handled.await(patience, () -> messages.get() >= count)) {
            throw new IllegalStateException(
                    "only %,d of %,d messages have expired within %s".formatted(messages.get(), count, patience));
        }
    }

    @Override
    public void close() {
        following.close();
    }
}
