package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BurstPlanTest {

    private final BurstPlan plan = new BurstPlan(
            URI.create("http://127.0.0.1:8080"), 50, 50, 10, 2, Duration.ofSeconds(5), Duration.ofSeconds(10));

    @Test
    void eachBurstComesAfterACalmAndTheLastIsFollowedByOne() {
        assertThat(plan.whole()).isEqualTo(Duration.ofSeconds(40));
        assertThat(plan.isBurst(Duration.ofSeconds(9))).isFalse();
        assertThat(plan.isBurst(Duration.ofSeconds(10))).isTrue();
        assertThat(plan.isBurst(Duration.ofMillis(14_999))).isTrue();
        assertThat(plan.isBurst(Duration.ofSeconds(15))).isFalse();
        assertThat(plan.isBurst(Duration.ofSeconds(26))).isTrue();
        assertThat(plan.isBurst(Duration.ofSeconds(30))).isFalse();
        assertThat(plan.isBurst(Duration.ofSeconds(41))).isFalse();
    }
}
