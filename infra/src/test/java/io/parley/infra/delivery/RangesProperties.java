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

class RangesProperties {

    @Property
    void itCoversWhatWasAddedAndNothingElse(@ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> begins) {
        TreeSet<Long> expected = new TreeSet<>();
        Ranges ranges = Ranges.NONE;
        for (int i = 0; i < begins.size(); i++) {
            Part part = new Part(begins.get(i), begins.get(i) + 1 + i % 5);
            ranges = ranges.with(part, 100);
            covered(part).forEach(expected::add);
        }

        assertThat(ranges.parts().stream().flatMapToLong(RangesProperties::covered))
                .containsExactlyElementsOf(expected);
        for (int i = 1; i < ranges.parts().size(); i++) {
            assertThat(ranges.parts().get(i).after())
                    .isGreaterThan(ranges.parts().get(i - 1).upTo());
        }
    }

    private static LongStream covered(Part part) {
        return LongStream.rangeClosed(part.after() + 1, part.upTo());
    }
}
