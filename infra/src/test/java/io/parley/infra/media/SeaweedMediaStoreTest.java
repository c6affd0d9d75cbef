package io.parley.infra.media;

import io.parley.infra.media.seaweedfs.FilerMediaStore;
import io.parley.infra.media.seaweedfs.TestWeed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** By the HTTP interface of a real filer. */
class SeaweedMediaStoreTest extends MediaStoreContract {

    static final RemoteProperties LIMITS = new RemoteProperties(
            64, 1_000, Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofSeconds(8), Duration.ofSeconds(4));

    @TempDir
    static Path folder;

    private static WeedUnderTest<FilerMediaStore> tested;

    @BeforeAll
    static void start() throws Exception {
        TestWeed weed = TestWeed.start(folder);
        tested = new WeedUnderTest<>(weed, new FilerMediaStore(weed.filer(), "/parley/media", LIMITS));
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
