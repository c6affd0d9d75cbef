package io.parley.infra.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StartupProblemTest {

    private static final Path FILE = Path.of("/data/database");

    @Test
    void aFullDiskIsSaidAsSuch() {
        IOException cause = new FileSystemException("/data/x", null, "No space left on device");
        assertThat(StartupProblem.with(FILE, cause))
                .hasMessage("The disk that holds /data/database is full: make room, then start again.");
    }

    @Test
    void aForbiddenFileIsSaidAsSuch() {
        assertThat(StartupProblem.with(FILE, new AccessDeniedException("/data/x")))
                .hasMessage(
                        "/data/database cannot be read or written by this user: change its owner or name another data folder by PARLEY_DATA_DIR.");
    }

    @Test
    void aPlaceWhereNothingCanBeMadeIsSaidAsSuch() {
        assertThat(StartupProblem.with(FILE, new NoSuchFileException("/data/database")))
                .hasMessage("/data/database cannot be made there: name another data folder by PARLEY_DATA_DIR.");
    }

    @Test
    void anyOtherReasonIsPassedOn() {
        assertThat(StartupProblem.with(FILE, new IOException("odd"))).hasMessage("/data/database cannot be used: odd.");
    }
}
