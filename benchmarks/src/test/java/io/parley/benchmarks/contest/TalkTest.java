package io.parley.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.benchmarks.wire.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalkTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final List<Speaker> pairs = new ArrayList<>();

    @Test
    void anOpenLoopBeginsAsManyCyclesAsItsRateSays() throws Exception {
        try (EventLoop loop = new EventLoop()) {
            prompt(loop, 3);
            Measured measured = Talk.open(loop, new Fake(), 50, SHORT);
            assertThat(measured.all()).isEqualTo(50);
            assertThat(measured.cycles().getTotalCount()).isEqualTo(50);
            assertThat(measured.deliveries().getTotalCount()).isEqualTo(50);
        }
    }

    @Test
    void aClosedLoopGoesOnUntilTheTimeIsOverAndEndsWithEveryCycleFinished() throws Exception {
        try (EventLoop loop = new EventLoop()) {
            prompt(loop, 2);
            Measured measured = Talk.closed(loop, new Fake(), SHORT);
            assertThat(measured.finished()).isGreaterThan(2);
            assertThat(measured.all()).isBetween(measured.finished(), measured.finished() + 2);
            assertThat(measured.cycles().getTotalCount()).isEqualTo(measured.all());
        }
    }

    @Test
    void aGeneratorThatFailsFailsTheRun() throws Exception {
        try (EventLoop loop = new EventLoop()) {
            pairs.add(listener -> {
                throw new IllegalStateException("as it does here");
            });
            assertThatThrownBy(() -> Talk.closed(loop, new Fake(), SHORT)).hasMessageContaining("as it does here");
        }
    }

    /** Pairs whose cycles need one turn of the loop to each step. */
    private void prompt(EventLoop loop, int count) {
        for (int i = 0; i < count; i++) {
            pairs.add(listener -> loop.execute(() -> {
                listener.delivered();
                loop.execute(listener::finished);
            }));
        }
    }

    private final class Fake implements Contender {

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public void connect(EventLoop loop, int count) {}

        @Override
        public List<Speaker> speakers() {
            return pairs;
        }

        @Override
        public ProcessorTime server() {
            return ProcessorTime.of(ProcessHandle.current().pid());
        }

        @Override
        public ProcessorTime database() {
            return ProcessorTime.withChildren(ProcessHandle.current().pid());
        }

        @Override
        public void verify(long cycles) {}
    }
}
