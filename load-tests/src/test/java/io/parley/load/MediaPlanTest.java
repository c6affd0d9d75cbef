package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.load.MediaPlan.Turn;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MediaPlanTest {

    @AfterEach
    void asItWas() {
        List.of("warmup", "seconds", "smallest", "largest")
                .forEach(name -> System.clearProperty("parley.load." + name));
    }

    @Test
    void messagesAreAloneForAsLongBeforeAsAfterMediaAndNotWhileTheseComeToTheirEnd() {
        set("warmup", 5);
        set("seconds", 20);
        MediaPlan plan = MediaPlan.fromProperties();

        assertThat(IntStream.of(0, 5, 14, 15, 34, 35, 54, 55, 64, 65, 84, 85)
                        .mapToObj(second -> plan.turn(Duration.ofSeconds(second))))
                .containsExactly(
                        Turn.NOT_COUNTED,
                        Turn.NOT_COUNTED,
                        Turn.NOT_COUNTED,
                        Turn.ALONE,
                        Turn.ALONE,
                        Turn.BESIDE_MEDIA,
                        Turn.BESIDE_MEDIA,
                        Turn.NOT_COUNTED,
                        Turn.NOT_COUNTED,
                        Turn.ALONE,
                        Turn.ALONE,
                        Turn.NOT_COUNTED);
        assertThat(plan.talk()).isEqualTo(Duration.ofSeconds(85));
        assertThat(plan.beginOfMedia()).isEqualTo(Duration.ofSeconds(35));
    }

    @Test
    void theLargestMustNotBeSmallerThanTheSmallest() {
        set("smallest", 200);
        set("largest", 100);

        assertThatThrownBy(MediaPlan::fromProperties).hasMessageContaining("parley.load.largest");
    }

    private static void set(String name, int value) {
        System.setProperty("parley.load." + name, String.valueOf(value));
    }
}
