package io.parley.infra.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.log.ProjectionProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProjectionLagTest {

    private final Map<String, Long> reached = new HashMap<>(Map.of("views", 0L, "mailbox", 0L));
    private long tail;
    private long now;

    private final ProjectionLag lag =
            new ProjectionLag(new Progress(), List.of("views", "mailbox"), () -> tail, () -> now, 5);

    @Test
    void readModelsThatAreThereAreNotBehind() {
        tail = 10;
        reach(10);
        assertThat(seconds()).isZero();
        pass(100);
        assertThat(seconds()).isZero();
    }

    @Test
    void theOneThatIsFurthestBehindCounts() {
        tail = 10;
        seconds();
        pass(3);
        reached.put("views", 10L);
        assertThat(seconds()).isEqualTo(3);
        reached.put("mailbox", 10L);
        assertThat(seconds()).isZero();
    }

    @Test
    void whoGoesOnBehindAMovingLogIsAsLateAsItIsAndNoLater() {
        for (int i = 1; i <= 60; i++) {
            tail = i * 100;
            reach((i - 2) * 100L);
            seconds();
            pass(1);
        }
        assertThat(seconds()).isEqualTo(2);
    }

    @Test
    void whoStandsStillIsLaterAndLater() {
        tail = 1;
        seconds();
        pass(7);
        assertThat(lag.read().pressure()).isEqualTo(7.0 / 5);
    }

    private void reach(long position) {
        reached.replaceAll((processor, before) -> position);
    }

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private double seconds() {
        return lag.read().value();
    }

    private final class Progress implements ProjectionProgress {

        @Override
        public CompletableFuture<Void> reached(String processor, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position(String processor) {
            return reached.getOrDefault(processor, 0L);
        }
    }
}
