package io.parley.infra.axon;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * The log for a processor whose work is in no hurry: it is woken by an event like any other, but then waits a moment for what else
 * comes, so that many events share a transaction. What is there already it reads without waiting.
 */
final class UnhurriedSource extends PassedOnSource {

    private final Duration moment;

    UnhurriedSource(StreamableMessageSource<TrackedEventMessage<?>> log, Duration moment) {
        super(log);
        this.moment = moment;
    }

    @Override
    BlockingStream<TrackedEventMessage<?>> passOn(BlockingStream<TrackedEventMessage<?>> stream) {
        return new PassedOnStream(stream) {
            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
                if (hasMore(0, unit)) {
                    return true;
                }
                if (timeout == 0 || !hasMore(timeout, unit)) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(moment.toNanos());
                return true;
            }
        };
    }
}
