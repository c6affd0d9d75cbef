package io.parley.app;

import io.parley.app.terminal.ProgressLine;
import io.parley.infra.backup.TransferProgress;
import io.parley.infra.startup.StartupProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how a backup or a restore gets on: on a terminal in one line that changes, elsewhere by a line now and then. */
final class TransferConsole implements TransferProgress, StartupProgress {

    private static final long ON_TERMINAL = Duration.ofMillis(200).toNanos();
    private static final long ELSEWHERE = Duration.ofSeconds(10).toNanos();

    private final PrintWriter out;
    private final ProgressLine line;
    private final LongSupplier nanos;

    private String what = "";
    private long expected = UNKNOWN;
    private long begun;
    private long shown;

    TransferConsole(PrintWriter out) {
        this(out, new ProgressLine(out), System::nanoTime);
    }

    TransferConsole(PrintWriter out, ProgressLine line, LongSupplier nanos) {
        this.out = out;
        this.line = line;
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
        if (now - shown < (line.changes() ? ON_TERMINAL : ELSEWHERE)) {
            return;
        }
        shown = now;
        line.show("  %s: %,d%s rows, %,d a second"
                .formatted(what, rows, expected > rows ? " of %,d".formatted(expected) : "", perSecond(rows, now)));
    }

    @Override
    public void end(long rows) {
        long now = nanos.getAsLong();
        String took = String.format(Locale.ROOT, "%.1f", (now - begun) / 1e9);
        line.end("  %s: %,d rows in %s s".formatted(what, rows, took));
    }

    private long perSecond(long rows, long now) {
        return Math.round(rows / Math.max(1e-9, (now - begun) / 1e9));
    }
}
