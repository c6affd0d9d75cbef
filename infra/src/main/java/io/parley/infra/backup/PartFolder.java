package io.parley.infra.backup;

import io.parley.infra.backup.Manifest.Entry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A part of a backup, where it was found.
 *
 * @param path its folder
 * @param manifest what it says of itself
 */
record PartFolder(Path path, Manifest manifest) {

    private static final int BUFFER = 1 << 16;

    /**
     * A part that must be there: the folder itself, or that of the whole backup.
     *
     * @throws BackupProblem if it is not, or is another part, or was never finished
     */
    static PartFolder require(Path given, Part part) {
        return find(given, part)
                .orElseThrow(
                        () -> new BackupProblem("There is no backup of the %s in %s.".formatted(part.folder(), given)));
    }

    /**
     * A part that may be there.
     *
     * @throws BackupProblem if the folder is another part, or was never finished
     */
    static Optional<PartFolder> find(Path given, Part part) {
        Path folder = given.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new BackupProblem("There is no folder %s.".formatted(folder));
        }
        refuseUnfinished(folder);
        if (!Files.exists(folder.resolve(ManifestFile.NAME))) {
            Path below = folder.resolve(part.folder());
            return Files.isDirectory(below) ? Optional.of(read(below, part)) : Optional.empty();
        }
        return Optional.of(read(folder, part));
    }

    private static void refuseUnfinished(Path folder) {
        for (Path name : folder) {
            if (name.toString().endsWith(BackupFolder.UNFINISHED)) {
                throw new BackupProblem("%s is a backup that was never finished: take another one.".formatted(folder));
            }
        }
    }

    private static PartFolder read(Path folder, Part part) {
        Manifest manifest = ManifestFile.read(folder);
        if (manifest.part() != part) {
            throw new BackupProblem("%s is a backup of the %s, not of the %s."
                    .formatted(folder, manifest.part().folder(), part.folder()));
        }
        return new PartFolder(folder, manifest);
    }

    Path file(Entry entry) {
        return path.resolve(entry.name());
    }

    /** A file's rows, as COPY wrote them. */
    InputStream rows(Entry entry) throws IOException {
        return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file(entry)), BUFFER), BUFFER);
    }
}
