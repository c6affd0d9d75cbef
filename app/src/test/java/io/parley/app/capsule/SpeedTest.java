package io.parley.app.capsule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SpeedTest {

    private static final Instant FIRST = Instant.parse("2026-02-03T04:05:06Z");

    private static Duration after(String speed, Duration later) {
        return new Speed.Converter().convert(speed).after(FIRST, FIRST.plus(later));
    }

    @Test
    void anEventIsDueAsLongAfterTheFirstAsItWasSoManyTimesAsFast() {
        assertThat(after("1", Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(after("10", Duration.ofSeconds(3))).isEqualTo(Duration.ofMillis(300));
        assertThat(after("0.5", Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void withoutWaitingAllAreDueAtOnceAndSoIsOneWhoseClockWasBehind() {
        assertThat(after("max", Duration.ofHours(3))).isZero();
        assertThat(after("1", Duration.ofSeconds(-3))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "Infinity", "NaN", ""})
    void whatIsNoSpeedIsRefused(String speed) {
        assertThatThrownBy(() -> new Speed.Converter().convert(speed)).isInstanceOf(TypeConversionException.class);
    }
}
