package io.parley.audit.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GoneRangesTest {

    private final GoneRanges gone = new GoneRanges();

    private long[] of(long first, long last) {
        return LongStream.rangeClosed(first, last).map(gone::positionOf).toArray();
    }

    @Test
    void whatWentIsGoneAndNothingElse() {
        gone.add(5, 5, 100);
        gone.add(8, 9, 101);

        assertThat(of(4, 10)).containsExactly(0, 100, 0, 0, 101, 101, 0);
    }

    @Test
    void rangesThatMeetAreOneWhateverTheirOrder() {
        gone.add(5, 5, 100);
        gone.add(9, 12, 101);
        gone.add(1, 10, 102);

        assertThat(of(0, 13)).containsExactly(0, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 0);
    }

    @Test
    void oneWithinAnotherChangesNothingOfItsBounds() {
        gone.add(1, 10, 100);
        gone.add(4, 4, 101);

        assertThat(of(0, 11)).startsWith(0, 101).endsWith(101, 0);
    }

    @Test
    void aChatThatIsGoneIsGoneWhole() {
        gone.add(3, 3, 100);
        gone.add(0, Long.MAX_VALUE, 101);

        assertThat(gone.positionOf(1)).isEqualTo(101);
        assertThat(gone.positionOf(Long.MAX_VALUE)).isEqualTo(101);
    }
}
