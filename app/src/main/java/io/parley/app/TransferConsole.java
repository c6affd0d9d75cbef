package io.parley.app;

import io.parley.infra.backup.TransferProgress;
import io.parley.infra.startup.StartupProgress;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how a backup or a restore gets on: on a terminal in one line that changes, elsewhere by a line now and then. */
final class TransferConsole implements TransferProgress, StartupProgress {

    private static final long ON_TERMINAL = Duration.ofMillis(200).toNanos();
    private static final long ELSEWHERE = Duration.ofSeconds(10).toNanos();
    private static final int LINE = 78;

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanos;

    private String what = "";
    private long expected = UNKNOWN;
    private long begun;
    private long shown;

    TransferConsole(PrintWriter out) {
        this(out, isTerminal(), System::nanoTime);
    }

    TransferConsole(PrintWriter out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    @Override
    public void step(String step) {
        out.println("  " + step + " …");
        out.flush();
    }

    @Override
    public void begin(String begins, long rows) {
        what = begins;
        expected = rows;
        begun = nanos.getAsLong();
        shown = begun;
    }

    @Override
    public void at(long rows) {
        long now = nanos.getAsLong();
        if (now - shown < (terminal ? ON_TERMINAL : ELSEWHERE)) {
            return;
        }
        shown = now;
        String line = "  %s: %,d%s rows, %,d a second"
                .formatted(what, rows, expected > rows ? " of %,d".formatted(expected) : "", perSecond(rows, now));
        if (terminal) {
            out.print("\r" + padded(line));
        } else {
            out.println(line);
        }
        out.flush();
    }

    @Override
    public void end(long rows) {
        long now = nanos.getAsLong();
        String took = String.format(Locale.ROOT, "%.1f", (now - begun) / 1e9);
        String line = "  %s: %,d rows in %s s".formatted(what, rows, took);
        out.println(terminal ? "\r" + padded(line) : line);
        out.flush();
    }

    private long perSecond(long rows, long now) {
        return Math.round(rows / Math.max(1e-9, (now - begun) / 1e9));
    }

    /** What stood there before may have been longer. */
    private static String padded(String line) {
        return line + " ".repeat(Math.max(0, LINE - line.length()));
    }

    /** From Java 22 on there is a console even where there is no terminal, and it can be asked. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
