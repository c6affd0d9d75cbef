package io.parley.infra.media;

import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Remembers in the data folder where media are kept. A disk that is not mounted must not look like one from which everything was
 * deleted: where there were media once, the folder is not made anew.
 */
final class FolderInUse {

    private static final String NOTE = "media-folder";

    private FolderInUse() {}

    /**
     * Notes that a folder is in use.
     *
     * @throws StartupProblem if it was in use before, and is not there
     */
    static void require(Path folder, Path dataFolder) throws IOException {
        Path note = dataFolder.resolve(NOTE);
        boolean before = Files.exists(note) && Files.readString(note).equals(folder.toString());
        if (before && !Files.isDirectory(folder.resolve("objects"))) {
            throw new StartupProblem(
                    "The media in %s are not there: is the disk mounted? If they are gone for good, remove %s, then start again."
                            .formatted(folder, note));
        }
        if (!before) {
            Files.writeString(note, folder.toString());
        }
    }
}
