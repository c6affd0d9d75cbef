package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorLimitTest {

    @Test
    void theHardLimitCountsForTheJvmRaisesItsOwnToIt() {
        assertThat(limit("Max open files            1024                 20000                files     ")
                        .files())
                .isEqualTo(20_000);
    }

    @Test
    void asManyStreamsAsFit() {
        DescriptorLimit limit = limit("Max open files  1024  20000  files");
        assertThat(limit.streams(18_000)).isEqualTo(18_000);
        assertThat(limit.streams(19_000)).isEqualTo(18_500);
        assertThat(new DescriptorLimit(1_024).streams(18_000)).isEqualTo(1);
    }

    @Test
    void whereNothingIsSaidThereIsNoLimit() {
        assertThat(limit("Max open files  unlimited  unlimited  files").streams(18_000))
                .isEqualTo(18_000);
        assertThat(DescriptorLimit.of(List.of()).streams(18_000)).isEqualTo(18_000);
    }

    private static DescriptorLimit limit(String line) {
        return DescriptorLimit.of(List.of("Limit  Soft Limit  Hard Limit  Units", line));
    }
}
