package io.parley.benchmarks.media;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One transfer by the program {@code curl}, which takes the time. What it is to do it reads from its standard input, so that no token
 * stands on its command line.
 */
final class Curl implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String FIGURES = "\\n%{http_code} %{time_total} %{size_upload} %{size_download}";

    private final Process process;

    private Curl(Process process) {
        this.process = process;
    }

    /** Begins to upload a file; the answer is kept. */
    static Curl upload(String method, URI url, @Nullable String token, Noise file) throws IOException {
        return start(
                List.of(),
                setting("url", url.toString()),
                setting("request", method),
                setting("upload-file", file.path().toString()),
                setting("header", "Content-Type: " + file.contentType()),
                setting("header", "Expect:"), // nobody is asked first
                authorization(token));
    }

    /** Begins to download something, of which nothing is kept. */
    static Curl download(URI url, @Nullable String token) throws IOException {
        return start(List.of("--output", "/dev/null"), setting("url", url.toString()), authorization(token));
    }

    private static Curl start(List<String> more, String... settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("curl", "--silent", "--show-error", "--noproxy", "*");
        builder.command().addAll(List.of("--max-time", Long.toString(LONGEST.toSeconds()), "--write-out", FIGURES));
        builder.command().addAll(more);
        builder.command().addAll(List.of("--config", "-"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String setting : settings) {
                input.write(setting);
            }
        }
        return new Curl(process);
    }

    private static String setting(String name, String value) {
        return "%s = \"%s\"%n".formatted(name, value.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    private static String authorization(@Nullable String token) {
        return token == null ? "" : setting("header", "Authorization: Bearer " + token);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for its end.
     *
     * @throws IOException if it was refused or broke off
     */
    Transfer await() throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("curl could not do a transfer: " + said.strip());
        }
        int line = said.lastIndexOf('\n');
        String[] figures = said.substring(line + 1).split(" ");
        if (!figures[0].startsWith("20")) {
            throw new IOException("a transfer was answered: " + said.strip());
        }
        return new Transfer(
                said.substring(0, line),
                Double.parseDouble(figures[1]),
                Long.parseLong(figures[2]) + Long.parseLong(figures[3]));
    }

    /** Ends it, wherever it is. */
    @Override
    public void close() {
        process.destroy();
    }

    /**
     * A transfer that was made.
     *
     * @param answer the answer's body, if it is kept
     * @param seconds how long it took, the connection included
     * @param bytes how many went up, and how many came down
     */
    record Transfer(String answer, double seconds, long bytes) {}
}
