package io.parley.app.purge;

import io.parley.infra.keyring.KeyTrial;
import io.parley.infra.keyring.MasterKeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's master key file, where whoever checks has it: then keys need not only be looked for, they can be tried. */
final class KeyFileAtHand {

    private final Path path;
    private final MasterKeyFile file;

    private KeyFileAtHand(Path path, MasterKeyFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * The file that is named, or else the one that the server's settings name, if it is there.
     *
     * @throws io.parley.infra.startup.StartupProblem if a file is there, or named, and cannot be used
     */
    static Optional<KeyFileAtHand> find(@Nullable Path named, Map<String, String> environment) {
        Path folder = Path.of(environment.getOrDefault("PARLEY_DATA_DIR", ".parley"));
        Path path = named == null
                ? MasterKeyFile.locate(environment.getOrDefault("PARLEY_MASTER_KEY", ""), folder)
                : named.toAbsolutePath().normalize();
        return named == null && !Files.exists(path)
                ? Optional.empty()
                : Optional.of(new KeyFileAtHand(path, MasterKeyFile.open(path)));
    }

    KeyTrial trial() {
        return new KeyTrial(file);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
