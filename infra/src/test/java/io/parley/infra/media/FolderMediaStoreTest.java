package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.media.MediaStore;
import io.parley.infra.media.folder.FolderMediaStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMediaStoreTest extends MediaStoreContract {

    @TempDir
    static Path folder;

    private static FolderUnderTest tested;

    @BeforeAll
    static void open() throws Exception {
        tested = new FolderUnderTest(folder.resolve("media"));
    }

    @AfterAll
    static void close() {
        tested.close();
    }

    @Override
    StoreUnderTest tested() {
        return tested;
    }

    @Test
    void whatPutsThatWereCutOffHaveLeftIsRemovedAtTheNextStart() throws Exception {
        Path another = folder.resolve("another");
        FolderMediaStore.open(another, 1, 100).close();
        Files.writeString(another.resolve("drafts").resolve("half"), "half of it");

        FolderMediaStore.open(another, 1, 100).close();

        try (Stream<Path> left = Files.walk(another)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    /** A disk that is unmounted and mounted again: another folder, without ours in it, is where it was. */
    static final class FolderUnderTest implements StoreUnderTest {

        private final Path root;
        private final FolderMediaStore store;

        FolderUnderTest(Path root) throws Exception {
            this.root = root;
            this.store = FolderMediaStore.open(root, 4, 10_000);
        }

        @Override
        public MediaStore store() {
            return store;
        }

        @Override
        public void takeAway() throws Exception {
            Files.move(root, root.resolveSibling("unmounted"));
            Files.createDirectory(root);
        }

        @Override
        public void bringBack() throws Exception {
            Files.delete(root);
            Files.move(root.resolveSibling("unmounted"), root);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
