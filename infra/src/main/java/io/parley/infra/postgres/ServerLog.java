package io.parley.infra.postgres;

import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file to which PostgreSQL writes what it has to say: starts, stops and what is fatal, never a statement or its values. One
 * older file is kept beside it.
 */
final class ServerLog {

    private static final long LARGE = 8L << 20;
    private static final int TAIL = 16 << 10;

    private final Path file;
    private final long begin;

    private ServerLog(Path file, long begin) {
        this.file = file;
        this.begin = begin;
    }

    static ServerLog in(Path logs) throws IOException {
        Path file = logs.resolve("postgres.log");
        long size = Files.exists(file) ? Files.size(file) : 0;
        if (size <= LARGE) {
            return new ServerLog(file, size);
        }
        Files.move(file, logs.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        return new ServerLog(file, 0);
    }

    Path file() {
        return file;
    }

    boolean saysPortTaken() throws IOException {
        return sinceStart().contains("could not bind");
    }

    /** Why the server did not start, as far as it said so. */
    StartupProblem problem(Path database) throws IOException {
        String said = sinceStart();
        if (StartupProblem.saysDiskFull(said)) {
            return StartupProblem.diskFull(database, null);
        }
        String reason = said.lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .map(line -> line.replaceFirst("^.*(FATAL|PANIC):\\s*", ""))
                .reduce((first, second) -> second)
                .orElse("it did not say why");
        return new StartupProblem("The database in %s did not start: %s (see %s).".formatted(database, reason, file));
    }

    private String sinceStart() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long from = Math.max(begin, channel.size() - TAIL);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - from));
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until all is read
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
