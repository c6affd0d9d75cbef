package io.parley.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class MediaLimitsTest {

    @ParameterizedTest
    @CsvSource({"-1, false", "0, false", "65535, false", "65536, true", "16777216, true"})
    void whatAlwaysPassesIsNotNothing(long bytes, boolean isTaken) {
        MediaLimits limits = new MediaLimits(
                10, 200, 50, 500, DataSize.ofBytes(bytes), Duration.ofSeconds(30), 16, Duration.ofMinutes(5));

        assertThat(limits.isLeastPerSecondWithinBounds()).isEqualTo(isTaken);
    }
}
