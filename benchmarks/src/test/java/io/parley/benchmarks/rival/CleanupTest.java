package io.parley.benchmarks.rival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupTest {

    @Test
    void theLatestIsStoppedFirstEachOnceAndAFailureHoldsNothingUp() {
        List<String> stopped = new ArrayList<>();
        Cleanup cleanup = new Cleanup();
        cleanup.add((AutoCloseable) () -> stopped.add("database"));
        cleanup.add((AutoCloseable) () -> {
            throw new IllegalStateException("it does not stop");
        });
        cleanup.add((AutoCloseable) () -> stopped.add("server"));
        cleanup.close();
        cleanup.close();
        assertThat(stopped).containsExactly("server", "database");
    }
}
