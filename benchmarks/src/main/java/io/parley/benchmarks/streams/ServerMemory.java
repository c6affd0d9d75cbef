package io.parley.benchmarks.streams;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the server's JVM holds, as {@code jcmd} and the kernel say; the database is another process.
 *
 * @param heap bytes of objects; of those that are not garbage, after a collection
 * @param resident bytes in memory of whatever kind
 */
public record ServerMemory(long heap, long resident) {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern LIVE = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final long KIB = 1024;

    /** Lets the server collect its garbage, then looks. */
    public static ServerMemory afterCollection(ProcessHandle server) throws IOException, InterruptedException {
        jcmd(server, "GC.run");
        return now(server);
    }

    /**
     * Lets the server collect its garbage and counts in the same moment what is left, however busy it is: what it makes between two
     * commands does not count.
     */
    public static ServerMemory live(ProcessHandle server) throws IOException, InterruptedException {
        return new ServerMemory(first(LIVE, jcmd(server, "GC.class_histogram")), resident(server));
    }

    /** Looks; what is garbage counts too. */
    public static ServerMemory now(ProcessHandle server) throws IOException, InterruptedException {
        return new ServerMemory(first(USED, jcmd(server, "GC.heap_info")) * KIB, resident(server));
    }

    private static long resident(ProcessHandle server) throws IOException {
        return first(RESIDENT, Files.readString(Path.of("/proc", Long.toString(server.pid()), "status"))) * KIB;
    }

    private static String jcmd(ProcessHandle server, String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(jcmd.toString(), Long.toString(server.pid())), Stream.of(command))
                                .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", List.of("jcmd", command, "failed:", said)));
        }
        return said;
    }

    static long first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("nothing like %s in %s".formatted(pattern, text));
        }
        return Long.parseLong(matcher.group(1));
    }
}
