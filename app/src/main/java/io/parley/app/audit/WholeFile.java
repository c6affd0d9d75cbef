package io.parley.app.audit;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all: half a root or half a proof would be none. */
final class WholeFile {

    private WholeFile() {}

    /** What is to be in a file. */
    @FunctionalInterface
    interface Content<E extends Exception> {
        void to(Writer out) throws IOException, E;
    }

    /** Writes one, in place of what is there. */
    static <E extends Exception> void write(Path file, Content<E> content) throws IOException, E {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder + ".");
        }
        Path beside = Files.createTempFile(folder, ".whole", ".part");
        try {
            try (Writer out = Files.newBufferedWriter(beside)) {
                content.to(out);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
