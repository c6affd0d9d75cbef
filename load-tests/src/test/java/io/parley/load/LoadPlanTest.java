package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadPlanTest {

    @AfterEach
    void asItWas() {
        System.clearProperty("parley.url");
        System.clearProperty("parley.load.loop");
        System.clearProperty("parley.load.rate");
    }

    @Test
    void withoutSettingsItIsAnOpenLoopAgainstThisMachine() {
        LoadPlan plan = LoadPlan.fromProperties();
        assertThat(plan.closed()).isFalse();
        assertThat(plan.url()).hasToString("http://127.0.0.1:8080");
        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theLoopMayBeClosed() {
        System.setProperty("parley.load.loop", "closed");
        assertThat(LoadPlan.fromProperties().closed()).isTrue();
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        refused("parley.url", "ftp://x");
        refused("parley.load.loop", "round");
        refused("parley.load.rate", "0");
        refused("parley.load.rate", "many");
    }

    private static void refused(String property, String value) {
        System.setProperty(property, value);
        assertThatThrownBy(LoadPlan::fromProperties)
                .hasMessageContaining(property)
                .hasMessageContaining(value);
        System.clearProperty(property);
    }
}
