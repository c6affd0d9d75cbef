package io.parley.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many files and sockets a process may have open. The JVM raises its own limit to the hard one; a server that was started from
 * the same shell has the same.
 *
 * @param files the limit
 */
record DescriptorLimit(long files) {

    /** What is needed beside the idle streams: jars, the database's connections, those who talk. */
    private static final int SPARE = 1_500;

    private static final String LINE = "Max open files";
    private static final int HARD = 1;

    static DescriptorLimit ofThisProcess() {
        try {
            return of(Files.readAllLines(Path.of("/proc/self/limits")));
        } catch (IOException e) {
            return new DescriptorLimit(Long.MAX_VALUE); // not Linux: it will be seen
        }
    }

    static DescriptorLimit of(List<String> limits) {
        return limits.stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip().split("\\s+")[HARD])
                .map(hard -> new DescriptorLimit(hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard)))
                .findFirst()
                .orElse(new DescriptorLimit(Long.MAX_VALUE));
    }

    /** How many of so many streams can be open at once; at least one. */
    int streams(int wanted) {
        return (int) Math.max(1, Math.min(wanted, files - SPARE));
    }
}
