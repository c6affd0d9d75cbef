package io.parley.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.infra.delivery.Ranges.Part;
import org.junit.jupiter.api.Test;

class RangesTest {

    @Test
    void whatGoesOnWhereTheLastOneEndedIsOnePart() {
        assertThat(of(new Part(3, 7), new Part(7, 9)).parts()).containsExactly(new Part(3, 9));
    }

    @Test
    void aGapStaysAGap() {
        assertThat(of(new Part(3, 7), new Part(8, 9)).parts()).containsExactly(new Part(3, 7), new Part(8, 9));
        assertThat(of(new Part(3, 7), new Part(8, 9)).toString()).isEqualTo("{(3,7],(8,9]}");
    }

    @Test
    void theOldestAreForgottenFirst() {
        assertThat(of(new Part(1, 2), new Part(10, 11), new Part(5, 6), new Part(7, 8))
                        .with(new Part(20, 21), 3)
                        .parts())
                .containsExactly(new Part(7, 8), new Part(10, 11), new Part(20, 21));
    }

    private static Ranges of(Part... parts) {
        Ranges ranges = Ranges.NONE;
        for (Part part : parts) {
            ranges = ranges.with(part, 100);
        }
        return ranges;
    }
}
