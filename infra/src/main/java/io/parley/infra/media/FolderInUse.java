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
     * Looks whether a folder that was in use is there.
     *
     * @throws StartupProblem if it is not
     */
    static void requireThere(Path folder, Path dataFolder) throws IOException {
        Path note = dataFolder.resolve(NOTE);
        if (isNoted(folder, note) && !Files.isDirectory(folder.resolve("objects"))) {
            throw new StartupProblem(
                    "The media in %s are not there: is the disk mounted? If they are gone for good, remove %s, then start again."
                            .formatted(folder, note));
        }
    }

    /** Notes that a folder is in use, once it could be opened: one that never could has nothing to miss. */
    static void note(Path folder, Path dataFolder) throws IOException {
        Path note = dataFolder.resolve(NOTE);
        if (!isNoted(folder, note)) {
            Files.writeString(note, folder.toString());
        }
    }

    private static boolean isNoted(Path folder, Path note) throws IOException {
        return Files.exists(note) && Files.readString(note).equals(folder.toString());
    }
}
