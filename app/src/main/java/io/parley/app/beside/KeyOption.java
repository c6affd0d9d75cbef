package io.parley.app.beside;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The public keys that something is checked with, as commands name them. */
public final class KeyOption {

    @Option(
            names = "--key",
            paramLabel = "PUBKEY.pem",
            description = "A public key of the server; may be repeated (default: those in its data folder).")
    private @Nullable List<Path> files;

    /** The files that are named; null if none are. */
    public @Nullable List<Path> files() {
        return files;
    }
}
