package io.parley.app.beside;

import io.parley.infra.media.folder.FolderMediaStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The media of a server, by the server's own settings, to be read beside it. */
public final class ServersMedia {

    private static final int THREADS = 2;
    private static final int QUEUE = 1_000;

    private final Map<String, String> environment;

    /** Those that this environment says. */
    public ServersMedia(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Reaches them if they are in a folder of this machine; other stores are the server's. */
    public Optional<FolderMediaStore> inFolder() {
        String kind = environment.getOrDefault("PARLEY_MEDIA_STORE", "");
        if (!kind.isBlank() && !kind.strip().equalsIgnoreCase("folder")) {
            return Optional.empty();
        }
        String named = environment.getOrDefault("PARLEY_MEDIA_FOLDER_PATH", "");
        Path folder = named.isBlank()
                ? Path.of(environment.getOrDefault("PARLEY_DATA_DIR", ".parley"))
                        .resolve("media")
                : Path.of(named);
        return FolderMediaStore.isIn(folder)
                ? Optional.of(FolderMediaStore.beside(folder, THREADS, QUEUE))
                : Optional.empty();
    }
}
