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
 * The log for a processor whose work is in no hurry: it is woken by an event like any other, but then waits a moment for what else
 * comes, so that many events share a transaction. What is there already it reads without waiting.
 */
final class UnhurriedSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Duration moment;

    UnhurriedSource(StreamableMessageSource<TrackedEventMessage<?>> log, Duration moment) {
        this.log = log;
        this.moment = moment;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken after) {
        return new UnhurriedStream(log.openStream(after), moment);
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

    private record UnhurriedStream(BlockingStream<TrackedEventMessage<?>> stream, Duration moment)
            implements BlockingStream<TrackedEventMessage<?>> {

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (stream.hasNextAvailable(0, unit)) {
                return true;
            }
            if (timeout == 0 || !stream.hasNextAvailable(timeout, unit)) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(moment.toNanos());
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
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
