package io.parley.e2e.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** The jar that is tested, and how it is started. */
public final class Jar {

    private static final Path JAR = Path.of(System.getProperty("parley.jar", "../app/target/parley.jar"));
    private static final Path FAULTS =
            Path.of(System.getProperty("parley.faults.jar", "../faults/target/parley-faults.jar"));
    private static final Path WORK = Path.of(System.getProperty("parley.e2e.work", "target/e2e"));

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** What lives for seconds is not worth the time of the optimising compiler, which would be most of it. */
    private static final List<String> QUICKLY = List.of("-XX:TieredStopAtLevel=1");

    private static @Nullable LaidOutJar laidOut;

    private static final int FIRST_TO_WARN = 24;

    private Jar() {}

    /** A folder for logs and data of the given name. */
    public static Path workFolder(String name) {
        try {
            return Files.createDirectories(WORK.resolve(name)).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all that is in the jar, the jars in it among them. */
    public static List<String> entries() {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a command of the jar; what it prints goes to the file. With {@code PARLEY_FAULTS} in its environment the jar is joined
     * by the one that lets things go wrong.
     */
    public static Process start(Path output, Map<String, String> environment, String... arguments) {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException("no jar at " + JAR.toAbsolutePath() + ": build the app module first");
        }
        List<String> command = new ArrayList<>();
        LaidOutJar laidOut = laidOut();
        command.add(JAVA.toString());
        command.addAll(asTheLauncher());
        command.addAll(QUICKLY);
        command.addAll(laidOut.options());
        command.addAll(
                environment.containsKey("PARLEY_FAULTS") ? withFaults(laidOut) : List.of("-jar", path(laidOut.jar())));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        giveOnly(environment, builder);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what this JVM's environment says of servers nothing holds for those that are tested. */
    static void giveOnly(Map<String, String> environment, ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_") || name.startsWith("SERVER_"));
        builder.environment()
                .put("PARLEY_DEGRADATION_AUTOMATIC", "false"); // a busy machine is no reason for a test to fail
        builder.environment().putAll(environment);
    }

    /** What {@code ./parley} tells the JVM, which would else warn of a library of Tink's at each start. */
    private static List<String> asTheLauncher() {
        return Runtime.version().feature() >= FIRST_TO_WARN
                ? List.of("--sun-misc-unsafe-memory-access=allow")
                : List.of();
    }

    private static List<String> withFaults(LaidOutJar laidOut) {
        return List.of("-cp", path(laidOut.jar()) + File.pathSeparator + path(FAULTS), "io.parley.app.Parley");
    }

    private static synchronized LaidOutJar laidOut() {
        if (laidOut == null) {
            laidOut = LaidOutJar.of(JAR, WORK.toAbsolutePath().resolveSibling("laid-out"), JAVA);
        }
        return laidOut;
    }

    private static String path(Path jar) {
        return jar.toAbsolutePath().normalize().toString();
    }

    /** Runs a command of the jar to its end. */
    public static Run run(String name, Map<String, String> environment, String... arguments) {
        Path output = workFolder(name).resolve("run-" + System.nanoTime() + ".log");
        Process process = start(output, environment, arguments);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after 60 s: " + Files.readString(output));
            }
            return new Run(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * A command that has ended.
     *
     * @param exitCode its exit code
     * @param output what it printed, on both streams
     */
    public record Run(int exitCode, String output) {

        /** What it said, wherever its lines end. */
        public String words() {
            return output.replaceAll("\\s+", " ");
        }
    }
}
