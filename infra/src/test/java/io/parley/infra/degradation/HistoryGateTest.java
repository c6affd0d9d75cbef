package io.parley.infra.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.degradation.ShedWork;
import io.parley.contract.degradation.WorkClass;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HistoryGateTest {

    private boolean shed;
    private double pressure;

    private final HistoryGate gate = new HistoryGate(new Edge(), 0.5, Duration.ofSeconds(1));

    @Test
    void itIsClosedForAsLongAsHistoryIsGivenUp() {
        assertThat(gate.isClosed()).isFalse();
        shed = true;
        assertThat(gate.isClosed()).isTrue();
    }

    @Test
    void pausesGrowUnderPressureUpToABoundAndVanishWithoutIt() {
        assertThat(gate.pause()).isZero();
        pressure = 0.8;
        assertThat(gate.pause()).isEqualTo(Duration.ofMillis(10));
        assertThat(gate.pause()).isEqualTo(Duration.ofMillis(20));
        for (int i = 0; i < 20; i++) {
            gate.pause();
        }
        assertThat(gate.pause()).isEqualTo(Duration.ofSeconds(1));
        pressure = 0.1;
        assertThat(gate.pause()).isEqualTo(Duration.ofMillis(500));
        for (int i = 0; i < 20; i++) {
            gate.pause();
        }
        assertThat(gate.pause()).isZero();
    }

    @Test
    void aNodeWithoutAnEdgeNeverWaits() {
        HistoryGate alone = new HistoryGate(null, 0.5, Duration.ofSeconds(1));

        assertThat(alone.isClosed()).isFalse();
        assertThat(alone.pause()).isZero();
    }

    private final class Edge implements ShedWork {

        @Override
        public boolean isShed(WorkClass workClass) {
            return shed && workClass == WorkClass.HISTORY;
        }

        @Override
        public double pressure() {
            return pressure;
        }
    }
}
