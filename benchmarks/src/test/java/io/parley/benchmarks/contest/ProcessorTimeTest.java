package io.parley.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

    @Test
    void whatThisProcessWorksIsCounted() {
        ProcessorTime self = ProcessorTime.of(ProcessHandle.current().pid());
        double before = self.seconds();
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (self.seconds() < before + 0.05 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(self.seconds()).isGreaterThan(before);
    }

    @Test
    void aNameWithBlanksAndBracketsDoesNotShiftTheFields() {
        assertThat(ProcessorTime.fields("17 (a) b (c) S 1 2 3")).containsExactly("S", "1", "2", "3");
    }

    @Test
    void aProcessThatHasEndedUsesNothing() {
        assertThat(ProcessorTime.of(Integer.MAX_VALUE).seconds()).isZero();
    }
}
