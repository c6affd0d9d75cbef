package io.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockStepsTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final ZoneId FAR_AWAY = ZoneId.of("Pacific/Auckland");

    private final Clock eventsClock = GenericEventMessage.clock;
    private final ClockSteps steps = new ClockSteps();
    private final Clock clock = (Clock) steps.postProcessAfterInitialization(Clock.fixed(NOW, ZoneOffset.UTC), "clock");

    @AfterEach
    void setEventsClockRight() {
        GenericEventMessage.clock = eventsClock;
    }

    @Test
    void aClockIsRightUntilItIsSet() {
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void itIsSetFromWhereItIsInEveryZone() {
        Clock farAway = clock.withZone(FAR_AWAY);
        steps.step(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(3_600));
        steps.step(Duration.ofMinutes(-90));
        assertThat(farAway.instant()).isEqualTo(NOW.minusSeconds(1_800));
        assertThat(farAway.getZone()).isEqualTo(FAR_AWAY);
    }

    @Test
    void whatIsNoClockStaysAsItIs() {
        Object other = new Object();
        assertThat(steps.postProcessAfterInitialization(other, "other")).isSameAs(other);
    }
}
