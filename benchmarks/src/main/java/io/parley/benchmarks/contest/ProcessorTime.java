package io.parley.benchmarks.contest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How long processes have used the processors, as {@code /proc} tells: with their children for a PostgreSQL, whose sessions are
 * processes of their own, those that have ended and were waited for included.
 */
public final class ProcessorTime {

    /** What Linux counts in, on all of today's systems. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private final long pid;
    private final boolean withChildren;

    private ProcessorTime(long pid, boolean withChildren) {
        this.pid = pid;
        this.withChildren = withChildren;
    }

    /** That of one process. */
    public static ProcessorTime of(long pid) {
        return new ProcessorTime(pid, false);
    }

    static ProcessorTime withChildren(long pid) {
        return new ProcessorTime(pid, true);
    }

    /** The PostgreSQL on a folder. */
    public static ProcessorTime ofPostgres(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("postmaster.pid"))) {
            return withChildren(Long.parseLong(lines.findFirst().orElseThrow().strip()));
        }
    }

    /** So far, in seconds. */
    public double seconds() {
        long ticks = ticks(pid, withChildren);
        if (withChildren) {
            ticks += ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::children)
                    .mapToLong(child -> ticks(child.pid(), false))
                    .sum();
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long ticks(long pid, boolean withWaitedFor) {
        try {
            String[] fields = fields(Files.readString(Path.of("/proc/" + pid + "/stat")));
            long own = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
            long children = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
            return withWaitedFor ? own + children : own;
        } catch (java.nio.file.NoSuchFileException e) {
            return 0; // it ended just now
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the state on, which stands behind the name in brackets. */
    static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }
}
