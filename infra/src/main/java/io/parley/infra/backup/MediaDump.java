package io.parley.infra.backup;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.StoredMedia;
import io.parley.infra.backup.Manifest.Entry;
import io.parley.infra.media.folder.FolderMediaStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.springframework.util.FileSystemUtils;

/** Copies the objects of a store into a folder, which is a store itself, and lists them. Blocking. */
final class MediaDump {

    private static final int PAGE = 500;
    private static final int THREADS = 2;
    private static final int QUEUE = 100;

    /** Ages go by the store's clock, which may be ahead of ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final MediaStore from;
    private final TransferProgress progress;
    private long copied;

    MediaDump(MediaStore from, TransferProgress progress) {
        this.from = from;
        this.progress = progress;
    }

    /** Copies all that is there; what goes meanwhile is there or not. */
    Entry dump(Path folder) throws IOException {
        Path path = folder.resolve(MediaList.TABLE.file());
        MessageDigest digest = Hashes.sha256();
        progress.begin(MediaList.TABLE.name(), TransferProgress.UNKNOWN);
        try (PrivateFile file = PrivateFile.create(path);
                BufferedWriter list = new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(new DigestOutputStream(file.output(), digest)), StandardCharsets.UTF_8))) {
            copy(folder, list);
        }
        FileSystemUtils.deleteRecursively(folder.resolve("drafts"));
        progress.end(copied);
        return new Entry(
                path.getFileName().toString(),
                MediaList.TABLE.name(),
                MediaList.TABLE.columns(),
                copied,
                Files.size(path),
                Hashes.hex(digest));
    }

    private void copy(Path folder, BufferedWriter list) throws IOException {
        Instant before = Instant.now().plus(CLOCKS_DIFFER);
        try (FolderMediaStore to = FolderMediaStore.open(folder, THREADS, QUEUE)) {
            Optional<MediaObjectId> after = Optional.empty();
            do {
                MediaPage page = MediaTransfer.await(from.list(before, after, PAGE));
                for (StoredMedia object : page.items()) {
                    copy(object.id(), to, list);
                }
                after = page.next();
            } while (after.isPresent());
        }
    }

    private void copy(MediaObjectId id, MediaStore to, BufferedWriter list) throws IOException {
        Optional<MediaSlice> found = MediaTransfer.await(from.get(id, ByteRange.all()));
        if (found.isEmpty()) {
            return;
        }
        try {
            MediaTransfer transfer = new MediaTransfer(found.get().bytes());
            long size = MediaTransfer.await(to.put(id, transfer.bytes()));
            list.write(new MediaList.Line(id, size, transfer.sha256()) + "\n");
            copied++;
            progress.at(copied);
        } catch (MediaMissingException e) {
            // deleted in the moment between: then it is not to be in the backup
        }
    }
}
