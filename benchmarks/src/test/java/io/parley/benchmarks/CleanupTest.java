package io.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void theLatestIsStoppedFirstAndEachOnceAlsoAfterOneThatFails() {
        Cleanup cleanup = new Cleanup();
        cleanup.add((AutoCloseable) () -> done.add("delete"));
        cleanup.add((AutoCloseable) () -> {
            throw new IllegalStateException("stuck");
        });
        cleanup.add((AutoCloseable) () -> done.add("stop"));

        cleanup.close();
        cleanup.close();

        assertThat(done).containsExactly("stop", "delete");
    }

    @Test
    void aTemporaryFolderIsGoneWithAllThatIsInIt() throws Exception {
        TemporaryFolder folder = TemporaryFolder.create();
        Files.createDirectories(folder.path().resolve("a/b"));
        Files.writeString(folder.path().resolve("a/b/file"), "text");

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }
}
