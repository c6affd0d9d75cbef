package io.parley.app.audit;

import io.parley.app.terminal.ProgressLine;
import io.parley.audit.verify.VerificationProgress;
import java.time.Duration;
import java.util.Locale;

/** Shows how far events are gone through, how fast it goes and how long it will take: four times a second, elsewhere every ten seconds. */
public final class VerificationLine implements VerificationProgress {

    private static final Duration OFTEN = Duration.ofMillis(250);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final int PERCENT = 100;
    private static final int MINUTE = 60;

    private final ProgressLine line;
    private final String unit;
    private final long began = System.nanoTime();
    private final Duration every;
    private long shown = began;
    private boolean said;

    /** Of events, which it shows there. */
    public VerificationLine(ProgressLine line) {
        this(line, "event");
    }

    /**
     * One of anything.
     *
     * @param unit what is gone through, one of them
     */
    VerificationLine(ProgressLine line, String unit) {
        this.line = line;
        this.unit = unit;
        this.every = line.changes() ? OFTEN : SELDOM;
    }

    @Override
    public void looked(long events, long all) {
        long now = System.nanoTime();
        if (now - shown >= every.toNanos()) {
            shown = now;
            said = true;
            line.show(text(unit, events, all, Duration.ofNanos(now - began)));
        }
    }

    /** Leaves the line. */
    public void end() {
        if (said && line.changes()) {
            line.end("");
        }
    }

    static String text(String unit, long events, long all, Duration took) {
        double rate = events / Math.max(took.toMillis() / 1_000.0, 0.001);
        long left = Math.round((all - events) / Math.max(rate, 1));
        return String.format(
                Locale.ROOT,
                "%,d of %,d %ss (%d %%), %,.0f/s, %d:%02d left",
                events,
                all,
                unit,
                PERCENT * events / Math.max(all, 1),
                rate,
                left / MINUTE,
                left % MINUTE);
    }
}
