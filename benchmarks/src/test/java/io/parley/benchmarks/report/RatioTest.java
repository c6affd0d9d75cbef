package io.parley.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void ratiosHaveOneDigitAndThoseBelowOneHaveTwo() {
        assertThat(Ratio.of("command path vs stock", 5.26).line()).isEqualTo("command path vs stock  5.3x");
        assertThat(Ratio.of("append vs raw inserts", 0.721).line()).isEqualTo("append vs raw inserts  0.72x");
    }

    @Test
    void figuresHaveTheirUnitAndNoMoreDigitsThanTheyDeserve() {
        assertThat(Ratio.figure("rebuild", 25_312.4, "events/s").figure()).isEqualTo("25,312 events/s");
        assertThat(Ratio.figure("p99", 14.26, "ms").figure()).isEqualTo("14.3 ms");
        assertThat(Ratio.figure("p50", 2.345, "ms").figure()).isEqualTo("2.35 ms");
    }

    @Test
    void aGoalIsMetOrMissed() {
        assertThat(Ratio.atLeast(5, "a", 5.0).met()).isTrue();
        assertThat(Ratio.atLeast(5, "a", 4.9).met()).isFalse();
        assertThat(Ratio.atMost(1.2, "a", 1.3).met()).isFalse();
        assertThat(Ratio.atMost(1.2, "a", 1.3).goal()).isEqualTo("≤ 1.20x");
        assertThat(Ratio.figureAtMost(25, "p99", 26, "ms").met()).isFalse();
        assertThat(Ratio.of("a", 0.1).met()).isTrue();
    }
}
