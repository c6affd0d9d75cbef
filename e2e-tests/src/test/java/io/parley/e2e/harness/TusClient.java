package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The public client of tus (tus-js-client), run by Node, while it uploads a file. Needs {@code node} of version 18 or newer and
 * {@code npm} on the path, and fetches the packages that {@code src/test/tus/package-lock.json} names.
 */
public final class TusClient implements AutoCloseable {

    private static final Path SOURCE = Path.of("src", "test", "tus");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private TusClient(Process process) {
        this.process = process;
        this.reader = new Thread(this::readAll, "tus-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** Begins to upload a file. */
    public static TusClient uploads(Path file, String type, String endpoint, String token) {
        Path folder = installed();
        return new TusClient(run(
                folder,
                Map.of("PARLEY_TOKEN", token),
                "node",
                folder.resolve("upload.mjs").toString(),
                endpoint,
                file.toString(),
                type));
    }

    /** What it has said. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** Waits until it says something that begins so, and gives the rest of that line. */
    public String awaitWord(String word) {
        Eventually.holds(PATIENCE, () -> assertThat(said).anyMatch(line -> line.startsWith(word)));
        return said.stream()
                .filter(line -> line.startsWith(word))
                .findFirst()
                .orElseThrow()
                .substring(word.length())
                .strip();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void readAll() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(said::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path installed() {
        Path folder = Jar.workFolder("tus-client");
        if (!Files.exists(folder.resolve("node_modules/.package-lock.json"))) {
            copy(folder, "package.json", "package-lock.json", ".npmrc");
            await(run(folder, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        }
        copy(folder, "upload.mjs");
        return folder;
    }

    private static void copy(Path folder, String... names) {
        for (String name : names) {
            try {
                Files.copy(SOURCE.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Process run(Path folder, Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " is needed for this test", e);
        }
    }

    private static void await(Process process) {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(output)
                    .isTrue();
            assertThat(process.exitValue()).as(output).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
