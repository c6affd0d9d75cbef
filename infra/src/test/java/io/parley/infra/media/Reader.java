package io.parley.infra.media;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Whoever reads: compares what comes with a pattern, and asks for as much as it is told to. */
final class Reader implements Flow.Subscriber<ByteBuffer> {

    private final Pattern pattern;
    private final long first;
    private final long initialDemand;
    private final CompletableFuture<Long> ended = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private volatile long bytes;
    private volatile long buffers;

    /** One that takes everything, one buffer at a time. */
    Reader(Pattern pattern, long first) {
        this(pattern, first, -1);
    }

    /** One that asks for some buffers and then only when it is told to. */
    Reader(Pattern pattern, long first, long initialDemand) {
        this.pattern = pattern;
        this.first = first;
        this.initialDemand = initialDemand;
    }

    /** How many bytes came in all, once it is over. */
    CompletableFuture<Long> ended() {
        return ended;
    }

    long bytes() {
        return bytes;
    }

    long buffers() {
        return buffers;
    }

    void request(long n) {
        if (subscription != null) {
            subscription.request(n);
        }
    }

    void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (initialDemand != 0) {
            subscription.request(Math.abs(initialDemand));
        }
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        long difference = pattern.difference(first + bytes, buffer);
        if (difference >= 0) {
            ended.completeExceptionally(new AssertionError("another byte at " + difference));
        }
        bytes += buffer.remaining();
        buffers++;
        if (initialDemand < 0) {
            request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        ended.complete(bytes);
    }
}
