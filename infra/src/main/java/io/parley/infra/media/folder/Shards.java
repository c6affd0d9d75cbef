package io.parley.infra.media.folder;

import io.parley.contract.media.MediaObjectId;
import io.parley.infra.startup.DurableFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spreads objects over 256 folders by a hash of their names, so that none gets large and a page of a listing need not read all
 * names. Objects are ordered by folder, then by name.
 */
final class Shards {

    private static final int COUNT = 256;

    private final Path root;

    Shards(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** Where an object is, or would be. */
    Path path(MediaObjectId id) {
        return root.resolve(name(shard(id))).resolve(id.value());
    }

    /** Makes the folder that an object belongs into, but not the one that holds them all: if that is gone, the disk may be. */
    void prepare(MediaObjectId id) throws IOException {
        Path folder = root.resolve(name(shard(id)));
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            return; // another put was faster
        }
        DurableFile.sync(root);
    }

    /** How many folders there may be. */
    int count() {
        return COUNT;
    }

    static int shard(MediaObjectId id) {
        // String.hashCode is specified, so that it finds the same folder in every JVM; its low bits alone depend on the
        // last letters.
        int hash = id.value().hashCode();
        return (hash ^ hash >>> 8 ^ hash >>> 16 ^ hash >>> 24) & COUNT - 1;
    }

    /** The names in a folder that come after one, in order, and no more than so many. */
    List<MediaObjectId> names(int shard, String after, int limit) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(name(shard)))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.compareTo(after) > 0 && MediaObjectId.isOne(name))
                    .sorted()
                    .limit(limit)
                    .map(MediaObjectId::new)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of(); // nothing has been put there yet
        }
    }

    private static String name(int shard) {
        return "%02x".formatted(shard);
    }
}
