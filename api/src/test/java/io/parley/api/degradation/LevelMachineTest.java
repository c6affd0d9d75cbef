package io.parley.api.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.degradation.ServiceLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LevelMachineTest {

    private static final DegradationProperties PROPERTIES = DegradationFixture.properties();
    private static final long LOOK = PROPERTIES.look().toNanos();

    private LevelMachine machine = new LevelMachine(PROPERTIES, 0);
    private long now;

    @Test
    void aSpikeThatIsOverAtTheNextLookChangesNothing() {
        assertThat(after(50, LOOK)).isEqualTo(ServiceLevel.HEALTHY);
        assertThat(after(0, LOOK)).isEqualTo(ServiceLevel.HEALTHY);
        assertThat(after(50, LOOK)).isEqualTo(ServiceLevel.HEALTHY);
    }

    @Test
    void overloadIsNoticedWithinTwoSeconds() {
        assertThat(after(1.1, Duration.ofSeconds(1).toNanos())).isEqualTo(ServiceLevel.DEGRADED);
        assertThat(after(3, Duration.ofSeconds(1).toNanos())).isEqualTo(ServiceLevel.CRITICAL);
    }

    @Test
    void whatIsALittleTooMuchIsNeverCritical() {
        assertThat(after(1.9, Duration.ofMinutes(10).toNanos())).isEqualTo(ServiceLevel.DEGRADED);
    }

    @Test
    void itRisesOneLevelAtATimeWhenItHasBeenCalmForAWhile() {
        after(10, Duration.ofSeconds(5).toNanos());

        assertThat(after(0, PROPERTIES.calmFor().minus(PROPERTIES.look()).toNanos()))
                .isEqualTo(ServiceLevel.CRITICAL);
        assertThat(after(0, 3 * LOOK)).isEqualTo(ServiceLevel.DEGRADED);
        assertThat(after(
                        0,
                        PROPERTIES
                                .calmFor()
                                .minus(PROPERTIES.look().multipliedBy(4))
                                .toNanos()))
                .isEqualTo(ServiceLevel.DEGRADED);
        assertThat(after(0, 6 * LOOK)).isEqualTo(ServiceLevel.HEALTHY);
    }

    @Test
    void betweenCalmAndTheBoundItStaysAsItIs() {
        after(1, Duration.ofSeconds(2).toNanos());

        assertThat(after(0.85, Duration.ofMinutes(10).toNanos())).isEqualTo(ServiceLevel.DEGRADED);
    }

    @Test
    void calmThatIsBrokenBeginsAnew() {
        after(1, Duration.ofSeconds(2).toNanos());
        for (int i = 0; i < 20; i++) {
            after(
                    0,
                    PROPERTIES
                            .calmFor()
                            .minus(PROPERTIES.look().multipliedBy(2))
                            .toNanos());
            assertThat(after(0.9, LOOK)).isEqualTo(ServiceLevel.DEGRADED);
        }
    }

    @Property(tries = 200)
    void noLevelEndsInARiseBeforeItHasDwelt(@ForAll @Size(400) List<@DoubleRange(min = 0, max = 4) Double> pressures) {
        machine = new LevelMachine(PROPERTIES, 0);
        now = 0;
        List<Long> lengths = new ArrayList<>();
        ServiceLevel level = ServiceLevel.HEALTHY;
        long since = 0;
        for (double pressure : pressures) {
            ServiceLevel next = after(pressure, LOOK);
            if (next != level) {
                assertThat(Math.abs(next.ordinal() - level.ordinal())).isEqualTo(1);
                if (next.compareTo(level) < 0) {
                    lengths.add(now - since);
                }
                level = next;
                since = now;
            }
        }
        assertThat(lengths).allMatch(length -> length >= PROPERTIES.dwell().toNanos());
    }

    private ServiceLevel after(double pressure, long nanos) {
        for (long end = now + nanos; now < end; ) {
            now += LOOK;
            machine.step(pressure, now);
        }
        return machine.level();
    }
}
