package io.parley.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.infra.delivery.Ranges.Part;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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

    @Property
    void itCoversWhatWasAddedAndNothingElse(@ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> begins) {
        TreeSet<Long> expected = new TreeSet<>();
        Ranges ranges = Ranges.NONE;
        for (int i = 0; i < begins.size(); i++) {
            Part part = new Part(begins.get(i), begins.get(i) + 1 + i % 5);
            ranges = ranges.with(part, 100);
            covered(part).forEach(expected::add);
        }

        assertThat(ranges.parts().stream().flatMapToLong(RangesTest::covered)).containsExactlyElementsOf(expected);
        for (int i = 1; i < ranges.parts().size(); i++) {
            assertThat(ranges.parts().get(i).after())
                    .isGreaterThan(ranges.parts().get(i - 1).upTo());
        }
    }

    private static LongStream covered(Part part) {
        return LongStream.rangeClosed(part.after() + 1, part.upTo());
    }

    private static Ranges of(Part... parts) {
        Ranges ranges = Ranges.NONE;
        for (Part part : parts) {
            ranges = ranges.with(part, 100);
        }
        return ranges;
    }
}
