package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void percentilesAreOfTheNearestRank() {
        Figures figures = new Figures(
                LongStream.rangeClosed(1, 200).map(ms -> ms * 1_000_000).boxed().toList());

        assertThat(figures.percentile(50)).isEqualTo(100);
        assertThat(figures.percentile(99)).isEqualTo(198);
        assertThat(figures.percentile(100)).isEqualTo(200);
        assertThat(figures.mean()).isEqualTo(100.5);
    }

    @Test
    void oneMessageIsEveryPercentile() {
        Figures figures = new Figures(List.of(3_000_000L));

        assertThat(figures.percentile(0)).isEqualTo(3);
        assertThat(figures.percentile(99)).isEqualTo(3);
    }

    @Test
    void noMessageHasNoFigures() {
        assertThat(new Figures(List.of()).percentile(50)).isNaN();
    }
}
