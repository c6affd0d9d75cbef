package io.parley.infra.axon;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/** The log as it is passed on to a processor, whose streams may wait before they say that there is more. */
abstract class PassedOnSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> log;

    PassedOnSource(StreamableMessageSource<TrackedEventMessage<?>> log) {
        this.log = log;
    }

    /** What a processor reads instead of a stream of the log. */
    abstract BlockingStream<TrackedEventMessage<?>> passOn(BlockingStream<TrackedEventMessage<?>> stream);

    @Override
    public final BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken after) {
        return passOn(log.openStream(after));
    }

    @Override
    public final TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public final TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    @Override
    public final TrackingToken createTokenAt(Instant at) {
        return log.createTokenAt(at);
    }

    @Override
    public final TrackingToken createTokenSince(Duration since) {
        return log.createTokenSince(since);
    }

    /** A stream that is passed on as it is, but for what waits in it. For one thread. */
    abstract static class PassedOnStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;

        PassedOnStream(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        /** Whether there is more in the log, waiting for it if there is not. */
        final boolean hasMore(long timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable((int) timeout, unit);
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
