package io.parley.infra.media;

import io.parley.infra.media.seaweedfs.FilerMediaStore;
import io.parley.infra.media.seaweedfs.TestWeed;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Into a real SeaweedFS. */
class SeaweedIntakeTest extends MediaIntakeContract {

    @TempDir
    static Path folder;

    private static WeedUnderTest<FilerMediaStore> tested;

    @BeforeAll
    static void start() throws Exception {
        TestWeed weed = TestWeed.start(folder);
        tested = new WeedUnderTest<>(
                weed, new FilerMediaStore(weed.filer(), "/parley/media", SeaweedMediaStoreTest.LIMITS));
    }

    @AfterAll
    static void stop() throws Exception {
        tested.close();
    }

    @Override
    StoreUnderTest tested() {
        return tested;
    }
}
