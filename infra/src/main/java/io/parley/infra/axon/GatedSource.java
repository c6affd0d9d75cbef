package io.parley.infra.axon;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * The log for a processor that stands still while its gate is closed, and then catches up no faster than the gate lets it. To the
 * processor it looks as if nothing had happened: it keeps its claim, its token and its place.
 */
final class GatedSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    /** Events that are older are caught up on. */
    private static final Duration OLD = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Gate gate;
    private final int batch;

    /**
     * @param batch after how many events that are old there is a pause
     */
    GatedSource(StreamableMessageSource<TrackedEventMessage<?>> log, Gate gate, int batch) {
        this.log = log;
        this.gate = gate;
        this.batch = batch;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken after) {
        return new GatedStream(log.openStream(after), gate, batch);
    }

    @Override
    public TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant at) {
        return log.createTokenAt(at);
    }

    @Override
    public TrackingToken createTokenSince(Duration since) {
        return log.createTokenSince(since);
    }

    /** For the processor's thread alone. */
    private static final class GatedStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private final Gate gate;
        private final int batch;
        private int old;

        GatedStream(BlockingStream<TrackedEventMessage<?>> stream, Gate gate, int batch) {
            this.stream = stream;
            this.gate = gate;
            this.batch = batch;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long end = System.nanoTime() + unit.toNanos(timeout);
            while (gate.isClosed()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK.toNanos()));
            }
            if (old >= batch) {
                old = 0;
                TimeUnit.NANOSECONDS.sleep(gate.pause().toNanos());
            }
            long left = end - System.nanoTime();
            boolean next = stream.hasNextAvailable((int) Math.max(0, unit.convert(left, TimeUnit.NANOSECONDS)), unit);
            return next && !gate.isClosed();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> next = stream.nextAvailable();
            old = next.getTimestamp().isBefore(Instant.now().minus(OLD)) ? old + 1 : 0;
            return next;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return stream.setOnAvailableCallback(callback);
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
