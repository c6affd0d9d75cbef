package io.parley.api.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.dispatch.CommandTimes;
import io.parley.contract.degradation.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private static final DegradationProperties PROPERTIES = DegradationFixture.properties();

    private long now;
    private double load;
    private final CommandTimes times = new CommandTimes(() -> now);
    private final Signal latency = new CommandLatency(times, () -> now, PROPERTIES);
    private final Signal cpu = new CpuLoad(() -> load, PROPERTIES);

    @Test
    void nineOfTenCommandsTellOfLatency() {
        begin(10).forEach(end -> {
            pass(60);
            end.run();
        });

        assertThat(latency.read().value()).isEqualTo(540);
        assertThat(latency.read().value()).isZero();
    }

    @Test
    void aFewSlowCommandsTellNothing() {
        begin(4).forEach(end -> {
            pass(1_000);
            end.run();
        });

        assertThat(latency.read().value()).isZero();
    }

    @Test
    void commandsThatDoNotEndTellOfLatencyToo() {
        List<Runnable> ends = begin(10);
        for (int i = 0; i < 8; i++) {
            pass(250);
            latency.read();
        }
        assertThat(latency.read().pressure()).isGreaterThan(6);

        ends.forEach(Runnable::run);
        assertThat(latency.read().value()).isEqualTo(2_000);
        pass(250);
        assertThat(latency.read().value()).isZero();
    }

    @Test
    void commandsThatEndInGroupsAreSlowBetweenTheGroupsToo() {
        List<Runnable> ends = begin(10);
        pass(400);
        ends.forEach(Runnable::run);
        begin(10);
        assertThat(latency.read().value()).isEqualTo(400);
        pass(250);
        assertThat(latency.read().value()).isEqualTo(400);
    }

    @Test
    void aMachineThatIsWhollyBusyKeepsTheLevelFromRisingButNeverLetsItFall() {
        load = 1;
        look(200);
        assertThat(cpu.read().pressure()).isBetween(PROPERTIES.calm(), 0.999);
    }

    @Test
    void aMachineThatIsWellUsedIsCalm() {
        load = 0.9;
        look(60);
        assertThat(cpu.read().pressure()).isLessThan(PROPERTIES.calm());
    }

    @Test
    void whatCannotBeMeasuredIsPassedOver() {
        load = -1;
        assertThat(cpu.read().value()).isZero();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            cpu.read();
        }
    }

    private List<Runnable> begin(int count) {
        List<Runnable> ends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ends.add(times.begin());
        }
        return ends;
    }

    private void pass(long milliseconds) {
        now += TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }
}
