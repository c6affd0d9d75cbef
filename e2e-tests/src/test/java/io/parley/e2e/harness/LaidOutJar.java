package io.parley.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The jar as {@code ./parley} lays it out, with an archive of its classes: starts take most of the time of these tests, and less than half
 * of it so. Made once for a jar, whichever JVM of these tests is the first.
 */
final class LaidOutJar {

    private static final long LIMIT_SECONDS = 120;

    private final Path folder;
    private final Path java;

    private LaidOutJar(Path folder, Path java) {
        this.folder = folder;
        this.java = java;
    }

    /**
     * Lays out a jar, unless that was done.
     *
     * @param base the folder in which to do so
     */
    static LaidOutJar of(Path jar, Path base, Path java) {
        try {
            Path locked = base.resolveSibling(base.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(locked, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                Path folder = base.resolve(checksum(jar)).toAbsolutePath();
                LaidOutJar laidOut = new LaidOutJar(folder, java);
                if (!Files.exists(laidOut.done())) {
                    DataFolder.remove(base); // of an earlier jar nothing is kept
                    Files.createDirectories(base);
                    laidOut.make(jar);
                }
                return laidOut;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path jar() {
        return folder.resolve("parley.jar");
    }

    /** What lets the JVM find its archive; one that has none, or does not take this one, starts without. */
    List<String> options() {
        return List.of("-XX:SharedArchiveFile=" + archive(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    private Path archive() {
        return folder.resolve("classes.jsa");
    }

    private Path done() {
        return folder.resolve("done");
    }

    private void make(Path jar) throws IOException {
        run(Map.of(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString());
        Map<String, String> environment =
                Map.of("PARLEY_DATA_DIR", folder.resolve("data").toString(), "SERVER_PORT", "0");
        run(environment, "-XX:ArchiveClassesAtExit=" + archive(), "-jar", jar().toString(), "up", "--demo");
        Files.createFile(done());
    }

    private void run(Map<String, String> environment, String... arguments) throws IOException {
        Path log = folder.resolveSibling("lay-out.log");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(java.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Jar.giveOnly(environment, builder);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("cannot lay the jar out: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String checksum(Path jar) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(Files.readAllBytes(jar));
        return Long.toHexString(checksum.getValue());
    }
}
