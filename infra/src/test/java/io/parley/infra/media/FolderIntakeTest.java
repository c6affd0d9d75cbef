package io.parley.infra.media;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Into a folder. */
class FolderIntakeTest extends MediaIntakeContract {

    @TempDir
    static Path folder;

    private static FolderMediaStoreTest.FolderUnderTest tested;

    @BeforeAll
    static void start() throws Exception {
        tested = new FolderMediaStoreTest.FolderUnderTest(folder.resolve("media"));
    }

    @AfterAll
    static void stop() {
        tested.close();
    }

    @Override
    StoreUnderTest tested() {
        return tested;
    }
}
