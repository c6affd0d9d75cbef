package io.parley.infra.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnhurriedSourceTest {

    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final TrackingToken START = new GlobalSequenceTrackingToken(0);

    private final Log log = new Log();
    private final BlockingStream<TrackedEventMessage<?>> stream = new UnhurriedSource(log, MOMENT).openStream(START);

    @Test
    void whatComesWhileItWaitsIsThereTogether() throws InterruptedException {
        log.arriving = 3;

        long began = System.nanoTime();
        assertThat(stream.hasNextAvailable(1, TimeUnit.SECONDS)).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(MOMENT);
        for (int i = 0; i < 3; i++) {
            assertThat(stream.hasNextAvailable()).isTrue();
            stream.nextAvailable();
        }
        assertThat(stream.hasNextAvailable()).isFalse();
    }

    @Test
    void whatIsThereAlreadyIsReadWithoutAWait() throws InterruptedException {
        log.there.add(event());

        assertThat(stream.hasNextAvailable(1, TimeUnit.SECONDS)).isTrue();

        assertThat(log.asked).containsExactly(0L);
    }

    @Test
    void whoAsksWithoutWaitingIsToldAtOnce() throws InterruptedException {
        log.arriving = 1;

        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();

        assertThat(log.asked).containsExactly(0L);
    }

    @Test
    void nothingComesOfAWaitForNothing() throws InterruptedException {
        assertThat(stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void itBeginsWhereItIsToldAndClosesTheStreamBehindIt() {
        TrackingToken token = new GlobalSequenceTrackingToken(7);

        new UnhurriedSource(log, MOMENT).openStream(token).close();

        assertThat(log.opened).isEqualTo(token);
        assertThat(log.closed).isTrue();
    }

    private static TrackedEventMessage<?> event() {
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(1), new GenericDomainEventMessage<>("Chat", "id", 0, "happened"));
    }

    /** One in which events arrive while somebody waits. */
    private static final class Log
            implements StreamableMessageSource<TrackedEventMessage<?>>, BlockingStream<TrackedEventMessage<?>> {

        private final Queue<TrackedEventMessage<?>> there = new ArrayDeque<>();
        private final List<Long> asked = new ArrayList<>();
        private int arriving;
        private @Nullable TrackingToken opened;
        private boolean closed;

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken after) {
            opened = after;
            return this;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            asked.add(unit.toMillis(timeout));
            for (; timeout > 0 && arriving > 0; arriving--) {
                there.add(event());
            }
            return !there.isEmpty();
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(there.peek());
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return there.remove();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
