package io.parley.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The program of SeaweedFS that tests start. */
public final class Weed {

    private static final Path INSTALLED = Path.of("../.parley").toAbsolutePath().normalize();

    private Weed() {}

    /** The one that PARLEY_WEED names, or that {@code ./parley tools} put into the checkout. Without it the test fails. */
    public static Path program() {
        String named = Objects.requireNonNullElse(System.getenv("PARLEY_WEED"), "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        try (Stream<Path> folders = Files.exists(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
            return folders.map(folder -> folder.resolve("weed"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "This test needs SeaweedFS: run ./parley tools, or name a weed program by PARLEY_WEED."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
