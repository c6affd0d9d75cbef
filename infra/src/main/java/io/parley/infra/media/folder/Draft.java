package io.parley.infra.media.folder;

import io.parley.infra.startup.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is being written under a temporary name. Its methods exclude each other: who gives it up does so from another
 * thread, perhaps in the middle of a write.
 */
final class Draft {

    private final Path path;
    private final FileChannel channel;
    private long size;
    private boolean ended;

    private Draft(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static Draft at(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new Draft(path, channel);
    }

    /** Appends bytes; what comes after it was given up goes nowhere. */
    synchronized void write(ByteBuffer bytes) throws IOException {
        if (ended) {
            return;
        }
        size += bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Makes it last and gives it its name, in the place of what had it before. The bytes are on the disk before the name is.
     *
     * @return how many bytes it has
     */
    synchronized long publish(Path name) throws IOException {
        if (ended) {
            throw new IOException("given up");
        }
        ended = true;
        channel.force(true);
        channel.close();
        Path folder = name.resolveSibling("");
        Files.move(path, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFile.sync(folder);
        return size;
    }

    /** Gives it up, unless it has its name already. */
    synchronized void discard() throws IOException {
        ended = true;
        channel.close();
        Files.deleteIfExists(path);
    }
}
