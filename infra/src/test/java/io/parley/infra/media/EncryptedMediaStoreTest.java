package io.parley.infra.media;

import io.parley.contract.media.MediaStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Encryption over a folder promises all that a store does: streams, ranges, failures in both directions, cancellation. */
class EncryptedMediaStoreTest extends MediaStoreContract {

    @TempDir
    static Path folder;

    private static EncryptedUnderTest tested;

    @BeforeAll
    static void open() throws Exception {
        FolderMediaStoreTest.FolderUnderTest plain = new FolderMediaStoreTest.FolderUnderTest(folder.resolve("media"));
        tested = new EncryptedUnderTest(plain, new SameKeyStore(plain.store()));
    }

    @AfterAll
    static void close() {
        tested.close();
    }

    @Override
    StoreUnderTest tested() {
        return tested;
    }

    private record EncryptedUnderTest(FolderMediaStoreTest.FolderUnderTest plain, SameKeyStore encrypted)
            implements StoreUnderTest {

        @Override
        public MediaStore store() {
            return encrypted;
        }

        @Override
        public void takeAway() throws Exception {
            plain.takeAway();
        }

        @Override
        public void bringBack() throws Exception {
            plain.bringBack();
        }

        @Override
        public void close() {
            encrypted.close();
            plain.close();
        }
    }
}
