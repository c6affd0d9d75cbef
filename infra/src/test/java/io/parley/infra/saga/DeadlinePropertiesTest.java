package io.parley.infra.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlinePropertiesTest {

    private static DeadlineProperties waiting(Duration shortest, Duration longest) {
        Duration any = Duration.ofMillis(500);
        return new DeadlineProperties(any, 2, any, shortest, longest, any);
    }

    @Test
    void eachWaitIsTwiceTheOneBeforeUpToABound() {
        DeadlineProperties settings = waiting(Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertThat(settings.waitAfter(1)).hasSeconds(1);
        assertThat(settings.waitAfter(2)).hasSeconds(2);
        assertThat(settings.waitAfter(6)).hasSeconds(32);
        assertThat(settings.waitAfter(7)).hasSeconds(60);
        assertThat(settings.waitAfter(Integer.MAX_VALUE)).hasSeconds(60);
    }

    @Test
    void waitsThatAreInNoOrderAreRefused() {
        assertThatThrownBy(() -> waiting(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parley.deadlines.longest-wait");
    }
}
