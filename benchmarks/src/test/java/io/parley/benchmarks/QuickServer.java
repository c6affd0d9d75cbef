package io.parley.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** The jar as tests of benchmarks start it: what lives for seconds is not worth the time of the optimising compiler. */
public final class QuickServer {

    private QuickServer() {}

    /** What starts it, but for {@code up}. */
    public static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("parley.jar", ""));
    }
}
