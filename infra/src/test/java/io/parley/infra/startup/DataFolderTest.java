package io.parley.infra.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temp;

    @Test
    void aNewFolderIsForItsOwnersEyesOnly() throws IOException {
        try (DataFolder folder = DataFolder.open(temp.resolve("deep/down"))) {
            assertThat(permissions(folder.path())).isEqualTo("rwx------");
            assertThat(permissions(folder.folder("logs"))).isEqualTo("rwx------");
        }
    }

    @Test
    void aSecondHoldOnTheSameFolderIsRefusedInOneSentenceThatNamesTheHolder() {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            assertThatExceptionOfType(StartupProblem.class)
                    .isThrownBy(() -> DataFolder.open(folder.path()))
                    .withMessage(
                            "The data folder %s is in use by another Parley (process %d): stop that one, or name another folder by PARLEY_DATA_DIR.",
                            folder.path(), ProcessHandle.current().pid());
        }
    }

    @Test
    void aRefusedHoldDoesNotLoosenTheFirst() {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> DataFolder.open(folder.path()));
            }
        }
    }

    @Test
    void whatWasLetGoCanBeHeldAgain() {
        DataFolder.open(temp.resolve("data")).close();
        DataFolder.open(temp.resolve("data")).close();
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidInOneSentence() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> DataFolder.open(file.resolve("data")))
                .withMessage("%s cannot be made: %s is in the way.", file.resolve("data"), file);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
