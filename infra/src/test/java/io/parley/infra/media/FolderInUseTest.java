package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder for media whose disk is away at the start. */
class FolderInUseTest {

    @TempDir
    private Path data;

    private Path media;

    @BeforeEach
    void choose() {
        media = data.resolve("mounted");
    }

    @Test
    void oneThatWasInUseAndIsNotThereStopsTheStart() throws IOException {
        FolderInUse.note(media, data);

        assertThatThrownBy(() -> FolderInUse.requireThere(media, data))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("is the disk mounted?");
    }

    @Test
    void oneThatIsThereDoesNot() throws IOException {
        FolderInUse.note(media, data);
        Files.createDirectories(media.resolve("objects"));

        assertThatCode(() -> FolderInUse.requireThere(media, data)).doesNotThrowAnyException();
    }

    @Test
    void oneThatNeverWasInUseMayBeMadeThoughAnotherWas() throws IOException {
        FolderInUse.note(data.resolve("another"), data);

        assertThatCode(() -> FolderInUse.requireThere(media, data)).doesNotThrowAnyException();
    }
}
