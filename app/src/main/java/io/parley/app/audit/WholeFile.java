package io.parley.app.audit;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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

    /** What is to be in a file that is no text. */
    @FunctionalInterface
    interface Bytes<E extends Exception> {
        void to(OutputStream out) throws IOException, E;
    }

    /** Writes one, in place of what is there. */
    static <E extends Exception> void write(Path file, Content<E> content) throws IOException, E {
        writeBytes(file, bytes -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
            content.to(out);
            out.flush();
        });
    }

    /** As {@link #write}, of bytes. */
    static <E extends Exception> void writeBytes(Path file, Bytes<E> content) throws IOException, E {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder + ".");
        }
        Path beside = Files.createTempFile(folder, ".whole", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
                content.to(out);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
