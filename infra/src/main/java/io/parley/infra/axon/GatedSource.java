package io.parley.infra.axon;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * The log for a processor that stands still while its gate is closed, and then catches up no faster than the gate lets it. To the
 * processor it looks as if nothing had happened: it keeps its claim, its token and its place.
 */
final class GatedSource extends PassedOnSource {

    /** Events that are older are caught up on. */
    private static final Duration OLD = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Gate gate;
    private final int batch;

    /**
     * @param batch after how many events that are old there is a pause
     */
    GatedSource(StreamableMessageSource<TrackedEventMessage<?>> log, Gate gate, int batch) {
        super(log);
        this.gate = gate;
        this.batch = batch;
    }

    @Override
    BlockingStream<TrackedEventMessage<?>> passOn(BlockingStream<TrackedEventMessage<?>> stream) {
        return new GatedStream(stream, gate, batch);
    }

    private static final class GatedStream extends PassedOnStream {

        private final Gate gate;
        private final int batch;
        private int old;

        GatedStream(BlockingStream<TrackedEventMessage<?>> stream, Gate gate, int batch) {
            super(stream);
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
            long left = unit.convert(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return hasMore(Math.max(0, left), unit) && !gate.isClosed();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> next = super.nextAvailable();
            old = next.getTimestamp().isBefore(Instant.now().minus(OLD)) ? old + 1 : 0;
            return next;
        }
    }
}
