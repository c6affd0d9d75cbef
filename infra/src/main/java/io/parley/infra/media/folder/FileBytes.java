package io.parley.infra.media.folder;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** The bytes of a part of a file, read as they are asked for. */
final class FileBytes {

    private static final int BUFFER = 64 << 10;

    private final FileChannel channel;
    private long position;
    private long left;

    private FileBytes(FileChannel channel, long position, long left) {
        this.channel = channel;
        this.position = position;
        this.left = left;
    }

    /**
     * Opens the file for each subscriber. Blocking, so that it must be subscribed on threads for that.
     *
     * @param size how large it was when it was looked for: one of another size has taken its place
     */
    static Flux<ByteBuffer> read(Path file, long size, long first, long length) {
        return Flux.generate(() -> open(file, size, first, length), FileBytes::next, FileBytes::close);
    }

    private static FileBytes open(Path file, long size, long first, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        if (channel.size() != size) {
            channel.close();
            throw new IOException("the file was replaced");
        }
        return new FileBytes(channel, first, length);
    }

    private FileBytes next(SynchronousSink<ByteBuffer> sink) {
        if (left == 0) {
            sink.complete();
            return this;
        }
        try {
            sink.next(read(ByteBuffer.allocate((int) Math.min(BUFFER, left))));
        } catch (IOException e) {
            sink.error(e);
        }
        return this;
    }

    private ByteBuffer read(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new EOFException("the file is shorter than it was");
            }
            position += read;
            left -= read;
        }
        return buffer.flip();
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
