package io.parley.infra.media;

import io.parley.contract.media.MediaStore;
import io.parley.infra.media.folder.FolderMediaStore;
import io.parley.infra.media.folder.FolderProperties;
import io.parley.infra.media.s3.S3MediaStore;
import io.parley.infra.media.seaweedfs.EmbeddedSeaweed;
import io.parley.infra.media.seaweedfs.FilerMediaStore;
import io.parley.infra.media.seaweedfs.SeaweedProperties;
import io.parley.infra.media.seaweedfs.WeedProgram;
import io.parley.infra.startup.DataFolder;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StartupProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The store that is set, and what was started for it.
 *
 * @param store the store
 * @param server the SeaweedFS that runs for it alone, if one does
 */
record OpenedStore(MediaStore store, Optional<EmbeddedSeaweed> server, List<AutoCloseable> parts)
        implements AutoCloseable {

    /**
     * Opens it, and starts a SeaweedFS where that is set and none is named. Others may be away at the start: that is their store's
     * affair, and no text waits for it.
     */
    static OpenedStore open(MediaProperties properties, DataFolder data, StartupProgress progress) {
        EmbeddedSeaweed.stopOrphans(data);
        return switch (properties.store()) {
            case FOLDER -> folder(properties.folder(), data);
            case SEAWEEDFS -> seaweed(properties, data, progress);
            case S3 -> elsewhere(properties);
        };
    }

    /** Opens one that is on the network and not ours. */
    static OpenedStore elsewhere(MediaProperties properties) {
        if (properties.store() == MediaProperties.Kind.S3) {
            S3MediaStore store = new S3MediaStore(properties.s3(), properties.remote());
            return new OpenedStore(store, Optional.empty(), List.of(store));
        }
        SeaweedProperties seaweed = properties.seaweedfs();
        FilerMediaStore store = new FilerMediaStore(URI.create(seaweed.filer()), seaweed.folder(), properties.remote());
        return new OpenedStore(store, Optional.empty(), List.of(store));
    }

    /** Where a store that is a folder is. */
    static Path path(FolderProperties properties, Path dataFolder) {
        return properties.path().isBlank()
                ? dataFolder.resolve("media")
                : Path.of(properties.path()).toAbsolutePath();
    }

    private static OpenedStore folder(FolderProperties properties, DataFolder data) {
        Path path = path(properties, data.path());
        try {
            if (path.startsWith(data.path())) {
                data.folder(data.path().relativize(path).toString());
            }
            FolderInUse.requireThere(path, data.path());
            FolderMediaStore store = FolderMediaStore.open(path, properties.threads(), properties.queue());
            FolderInUse.note(path, data.path());
            return new OpenedStore(store, Optional.empty(), List.of(store));
        } catch (IOException e) {
            throw StartupProblem.with(path, e);
        }
    }

    private static OpenedStore seaweed(MediaProperties properties, DataFolder data, StartupProgress progress) {
        SeaweedProperties seaweed = properties.seaweedfs();
        if (!seaweed.embedded()) {
            return elsewhere(properties);
        }
        Path program = WeedProgram.find(seaweed.weed(), data.path());
        progress.step("starting SeaweedFS");
        EmbeddedSeaweed server = EmbeddedSeaweed.start(program, data, seaweed);
        FilerMediaStore store = new FilerMediaStore(server.filer(), seaweed.folder(), properties.remote());
        return new OpenedStore(store, Optional.of(server), List.of(store, server));
    }

    /** First whoever asks, then who answers. */
    @Override
    public void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
    }
}
