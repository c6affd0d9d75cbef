package io.parley.benchmarks.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {

    @Test
    void medianAndSpreadAreOfAllRounds() {
        Rates rates = new Rates(10 << 20);
        rates.add("ours", 1);
        rates.add("ours", 5);
        rates.add("ours", 2);

        assertThat(rates.median("ours")).isEqualTo(5);
        assertThat(rates.last("ours")).isEqualTo(5);
        assertThat(rates.table("t").rows()).containsExactly(List.of("ours", "5", "2", "10"));
    }
}
