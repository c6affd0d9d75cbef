package io.parley.infra.media;

import io.parley.contract.media.MediaStore;
import io.parley.infra.media.folder.FolderMediaStore;
import io.parley.infra.media.folder.FolderProperties;
import io.parley.infra.media.seaweedfs.EmbeddedSeaweed;
import io.parley.infra.media.seaweedfs.FilerMediaStore;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The way to the server's store of media for commands that work beside it, by the server's own settings. */
public final class StoreAccess implements AutoCloseable {

    private final OpenedStore opened;

    private StoreAccess(OpenedStore opened) {
        this.opened = opened;
    }

    /**
     * Reaches a store whether or not a server runs: a SeaweedFS of the data folder that stands still is started until this is closed.
     *
     * @param dataFolder the server's
     * @param held the same, if it is held by us, so that no server runs on it
     * @return nothing if there never was one
     * @throws StartupProblem if it cannot be reached
     */
    public static Optional<StoreAccess> reach(
            MediaProperties properties, Path dataFolder, Optional<DataFolder> held, StartupProgress progress) {
        if (properties.store() == MediaProperties.Kind.FOLDER) {
            return beside(properties.folder(), dataFolder);
        }
        if (properties.store() == MediaProperties.Kind.SEAWEEDFS
                && properties.seaweedfs().embedded()
                && held.isEmpty()) {
            return Optional.of(new StoreAccess(running(properties, dataFolder)));
        }
        return Optional.of(new StoreAccess(
                held.isPresent()
                        ? OpenedStore.open(properties, held.get(), progress)
                        : OpenedStore.elsewhere(properties)));
    }

    /** Takes a store for oneself, which is made if need be. */
    public static StoreAccess take(MediaProperties properties, DataFolder held, StartupProgress progress) {
        return new StoreAccess(OpenedStore.open(properties, held, progress));
    }

    private static Optional<StoreAccess> beside(FolderProperties properties, Path dataFolder) {
        Path folder = OpenedStore.path(properties, dataFolder);
        if (!FolderMediaStore.isIn(folder)) {
            return Optional.empty();
        }
        FolderMediaStore store = FolderMediaStore.beside(folder, properties.threads(), properties.queue());
        return Optional.of(new StoreAccess(new OpenedStore(store, Optional.empty(), List.of(store))));
    }

    private static OpenedStore running(MediaProperties properties, Path dataFolder) {
        URI filer = EmbeddedSeaweed.running(dataFolder)
                .orElseThrow(() -> new StartupProblem(
                        "A Parley runs on %s, and its SeaweedFS does not answer: try again in a moment."
                                .formatted(dataFolder)));
        FilerMediaStore store =
                new FilerMediaStore(filer, properties.seaweedfs().folder(), properties.remote());
        return new OpenedStore(store, Optional.empty(), List.of(store));
    }

    /** The store. */
    public MediaStore store() {
        return opened.store();
    }

    @Override
    public void close() {
        try {
            opened.close();
        } catch (Exception e) {
            throw new IllegalStateException("The store of media cannot be closed", e);
        }
    }
}
