package io.parley.infra.media.upload;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Gives the bytes of one publisher out as parts, each a publisher of its own, one after the other. A buffer is asked for when
 * somebody waits for one and the last has been given out: one is held at the most. (Reactor's windows ask for more, and drop what
 * is in a window when its source fails.) Its caller is one at a time: it asks whether there is more, takes a part to its end, and
 * asks again.
 */
final class PartSplitter extends BaseSubscriber<ByteBuffer> {

    private final long partSize;
    private final AtomicInteger drains = new AtomicInteger();
    private volatile @Nullable MonoSink<Boolean> asker;
    private volatile @Nullable Part part;
    private volatile @Nullable ByteBuffer held;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile boolean subscribed;
    private volatile boolean awaiting;

    PartSplitter(long partSize) {
        this.partSize = partSize;
    }

    /** Whether there is another part; fails if the source did. */
    Mono<Boolean> hasMore() {
        return Mono.create(sink -> {
            asker = sink;
            drain();
        });
    }

    /** The next part; fails if the source does. */
    Flux<ByteBuffer> next() {
        return Flux.from(subscriber -> {
            Part next = new Part(subscriber);
            subscriber.onSubscribe(next);
            part = next;
            drain();
        });
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        subscribed = true;
        drain();
    }

    @Override
    protected void hookOnNext(ByteBuffer buffer) {
        held = buffer;
        awaiting = false;
        drain();
    }

    @Override
    protected void hookOnComplete() {
        ended = true;
        drain();
    }

    @Override
    protected void hookOnError(Throwable thrown) {
        failure = thrown;
        ended = true;
        drain();
    }

    /** By one thread at a time; others leave it to that one. */
    private void drain() {
        if (drains.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            answer();
            give();
            seen = drains.addAndGet(-seen);
        } while (seen > 0);
    }

    private void answer() {
        MonoSink<Boolean> waiting = asker;
        if (waiting == null) {
            return;
        }
        if (hasBytes()) {
            asker = null;
            waiting.success(true);
        } else if (ended) {
            asker = null;
            Throwable thrown = failure;
            if (thrown == null) {
                waiting.success(false);
            } else {
                waiting.error(thrown);
            }
        } else {
            await();
        }
    }

    private void give() {
        Part current = part;
        if (current == null) {
            return;
        }
        while (hasBytes() && current.wants()) {
            current.give();
        }
        if (current.isOver()) {
            part = null;
        } else if (current.room == 0 || ended && !hasBytes()) {
            part = null;
            current.end();
        } else if (current.wants()) {
            await();
        }
    }

    private boolean hasBytes() {
        ByteBuffer bytes = held;
        return bytes != null && bytes.hasRemaining();
    }

    /** A source, such as a connection, may answer that it is subscribed a while later, from its own thread. */
    private void await() {
        if (subscribed && !awaiting) {
            awaiting = true;
            request(1);
        }
    }

    /** One part on its way to whoever takes it. */
    private final class Part implements Subscription {

        private final Subscriber<? super ByteBuffer> taker;
        private final AtomicLong demand = new AtomicLong();
        private volatile boolean cancelled;
        private long room = partSize;

        Part(Subscriber<? super ByteBuffer> taker) {
            this.taker = taker;
        }

        boolean isOver() {
            return cancelled;
        }

        boolean wants() {
            return room > 0 && !cancelled && demand.get() > 0;
        }

        void give() {
            ByteBuffer bytes = held;
            if (bytes == null) {
                return;
            }
            int length = (int) Math.min(bytes.remaining(), room);
            ByteBuffer given = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            room -= length;
            demand.updateAndGet(n -> n == Long.MAX_VALUE ? n : n - 1);
            taker.onNext(given);
        }

        void end() {
            Throwable thrown = room == 0 ? null : failure;
            if (thrown == null) {
                taker.onComplete();
            } else {
                taker.onError(thrown);
            }
        }

        @Override
        public void request(long more) {
            demand.updateAndGet(n -> Long.MAX_VALUE - n < more ? Long.MAX_VALUE : n + more);
            drain();
        }

        @Override
        public void cancel() {
            cancelled = true;
            drain();
        }
    }
}
