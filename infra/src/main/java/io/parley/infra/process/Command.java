package io.parley.infra.process;

import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a short program to its end, within a time, and keeps what it said. */
public final class Command {

    /**
     * What became of it.
     *
     * @param output what it said, to either of its outputs
     */
    public record Outcome(int exitCode, String output) {

        /** Whether it ended as one that did its work. */
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    private Command() {}

    /** A program that cannot be run at all, or takes too long, counts as failed. */
    public static Outcome run(List<String> words, Duration atMost) {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return new Outcome(127, String.valueOf(e.getMessage()));
        }
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> outputOf(process));
        try {
            String said = output.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome(process.waitFor(), said);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            return new Outcome(124, "it took longer than " + atMost.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Outcome(126, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted();
        }
    }

    /** That the start was interrupted, which the thread remembers. */
    public static StartupProblem interrupted() {
        Thread.currentThread().interrupt();
        return new StartupProblem("The start was interrupted.");
    }

    private static String outputOf(Process process) {
        try (var in = process.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
