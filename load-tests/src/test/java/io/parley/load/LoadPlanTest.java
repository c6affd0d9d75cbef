package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadPlanTest {

    @Test
    void thePairsTakeTurns() {
        LoadPlan plan = plan("http://127.0.0.1:8080");

        assertThat(plan.messages()).isEqualTo(50);
        assertThat(plan.messagesToWarmUp()).isEqualTo(20);
        assertThat(IntStream.range(0, 3).map(plan::messagesOf)).containsExactly(17, 17, 16);
    }

    @Test
    void whatIsNoServerIsRefused() {
        assertThatThrownBy(() -> plan("ftp://x")).hasMessageContaining("parley.url");
    }

    private static LoadPlan plan(String url) {
        return new LoadPlan(
                URI.create(url), 3, 10, Duration.ofSeconds(2), Duration.ofSeconds(3), 5, 25, Path.of("report"));
    }
}
