package io.parley.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where and of what something was measured.
 *
 * @param processor its model's name, as far as it is known
 * @param cores how many are to be used
 * @param memory in GiB
 * @param system the operating system
 * @param jdk the JVM, also of servers that a benchmark starts
 * @param date the day, in UTC
 * @param commit of the checkout; with "+" if something in it has been changed since
 */
public record Environment(
        String processor, int cores, long memory, String system, String jdk, String date, String commit) {

    private static final String UNKNOWN = "unknown";

    /** This machine now. */
    public static Environment here(Path checkout) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Environment(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1 << 30)),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"),
                LocalDate.now(ZoneOffset.UTC).toString(),
                commit(checkout));
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String commit(Path checkout) {
        String commit = git(checkout, "rev-parse", "--short=12", "HEAD");
        if (commit.isEmpty()) {
            return UNKNOWN;
        }
        // results themselves lie in docs/, and do not change what is measured
        return git(checkout, "status", "--porcelain", "--", ".", ":!docs").isEmpty() ? commit : commit + "+";
    }

    private static String git(Path checkout, String... words) {
        try {
            Process git = new ProcessBuilder(
                            Stream.concat(Stream.of("git"), Stream.of(words)).toList())
                    .directory(checkout.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** As a list for people. */
    List<String> lines(String postgres) {
        return Stream.of(
                        "%s, %d cores, %d GiB; %s".formatted(processor, cores, memory, system),
                        jdk,
                        postgres.isEmpty() ? "" : "PostgreSQL " + postgres,
                        "%s, commit %s".formatted(date, commit))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
