package io.parley.infra.media;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A caller's bytes: a publisher of a pattern that counts how much of it is asked for, and that may fail or fall silent in the
 * middle.
 */
final class Source implements Flow.Publisher<ByteBuffer> {

    private final Pattern pattern;
    private final long size;
    private final int buffer;
    private long end = Long.MAX_VALUE;
    private @Nullable Exception failure;

    private final AtomicLong demand = new AtomicLong();
    private final AtomicLong draining = new AtomicLong();
    private volatile long mostDemanded;
    private volatile long given;
    private volatile boolean subscribed;
    private volatile boolean cancelled;

    private Source(Pattern pattern, long size, int buffer) {
        this.pattern = pattern;
        this.size = size;
        this.buffer = buffer;
    }

    static Source of(Pattern pattern, long size, int buffer) {
        return new Source(pattern, size, buffer);
    }

    /** Fails instead of giving more than so many bytes. */
    Source failingAt(long index, Exception cause) {
        end = index;
        failure = cause;
        return this;
    }

    /** Gives no more than so many bytes and never ends. */
    Source silentFrom(long index) {
        end = index;
        return this;
    }

    /** The most buffers that were asked for and had not been given yet, at any time. */
    long mostDemanded() {
        return mostDemanded;
    }

    /** How many bytes have been given. */
    long given() {
        return given;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscribed = true;
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                mostDemanded = Math.max(mostDemanded, demand.addAndGet(n));
                drain(subscriber);
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
        drain(subscriber); // an empty one ends without having been asked
    }

    private void drain(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (draining.getAndIncrement() > 0) {
            return;
        }
        do {
            while (!cancelled && given < Math.min(size, end) && demand.get() > 0) {
                int length = (int) Math.min(buffer, Math.min(size, end) - given);
                ByteBuffer bytes = pattern.bytes(given, length);
                given += length;
                demand.decrementAndGet();
                subscriber.onNext(bytes);
            }
            endIfDue(subscriber);
        } while (draining.decrementAndGet() > 0);
    }

    private void endIfDue(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (cancelled) {
            return;
        }
        if (given >= end && failure != null) {
            cancelled = true;
            subscriber.onError(failure);
        } else if (given >= size) {
            cancelled = true;
            subscriber.onComplete();
        }
    }
}
