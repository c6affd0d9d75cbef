package io.parley.infra.backup;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.infra.backup.Manifest.Entry;
import io.parley.infra.backup.MediaList.Line;
import io.parley.infra.media.folder.FolderMediaStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a backup of media. Blocking. */
final class MediaLoad {

    private static final int THREADS = 2;
    private static final int QUEUE = 100;

    private final PartFolder part;
    private final TransferProgress progress;

    MediaLoad(PartFolder part, TransferProgress progress) {
        this.part = part;
        this.progress = progress;
    }

    /**
     * Reads all objects.
     *
     * @throws BackupProblem if one of them is not what was written
     */
    void check() {
        each("checking media", (line, slice) -> {
            MediaTransfer transfer = new MediaTransfer(slice.bytes());
            if (transfer.drain() != line.size() || !transfer.sha256().equals(line.sha256())) {
                throw damaged();
            }
        });
    }

    /**
     * Puts all objects into a store.
     *
     * @return how many there are
     * @throws BackupProblem if that cannot be done
     */
    long into(MediaStore store) {
        return each("media", (line, slice) -> {
            try {
                MediaTransfer.await(store.put(line.id(), slice.bytes()));
            } catch (MediaStoreUnavailableException e) {
                throw new BackupProblem(
                        "The store of media cannot be reached, or does not take them: repeat the restore.", e);
            }
        });
    }

    private interface Step {
        void with(Line line, MediaSlice slice);
    }

    private long each(String what, Step step) {
        Entry list = part.manifest().file(MediaList.TABLE.name()).orElseThrow(this::damaged);
        progress.begin(what, list.rows());
        long done = 0;
        try (FolderMediaStore objects = FolderMediaStore.beside(part.path(), THREADS, QUEUE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(part.rows(list), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Line line = Line.of(text);
                step.with(line, object(objects, line));
                progress.at(++done);
            }
        } catch (IOException | IllegalArgumentException | MediaMissingException e) {
            throw damaged();
        }
        progress.end(done);
        return done;
    }

    private MediaSlice object(FolderMediaStore objects, Line line) {
        try {
            Optional<MediaSlice> found = MediaTransfer.await(objects.get(line.id(), ByteRange.all()));
            return found.orElseThrow(this::damaged);
        } catch (MediaStoreUnavailableException e) {
            throw damaged();
        }
    }

    private BackupProblem damaged() {
        return new BackupProblem("The media in %s are damaged: an object is missing or is not the one that was written."
                .formatted(part.path()));
    }
}
