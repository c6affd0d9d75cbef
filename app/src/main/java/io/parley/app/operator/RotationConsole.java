package io.parley.app.operator;

import io.parley.app.terminal.ProgressLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Shows how a rotation of keys gets on: on a terminal in one line that changes, elsewhere by a line for each phase. */
final class RotationConsole {

    private final ProgressLine line;
    private String phase = "";
    private long firstDone = -1;
    private long firstNanos;

    RotationConsole(ProgressLine line) {
        this.line = line;
    }

    /** Shows where it stands now. */
    void show(JsonNode rotation, long nanos) {
        String now = rotation.path("phase").stringValue("");
        if (line.changes() || !now.equals("ended") && !now.equals(phase)) {
            line.show(now.replace('_', ' ') + counts(rotation, nanos) + failure(rotation));
        }
        phase = now;
    }

    private String counts(JsonNode rotation, long nanos) {
        long total = rotation.path("total").longValue(0);
        long done = rotation.path("done").longValue(0);
        if (total == 0) {
            return " …";
        }
        if (firstDone < 0) {
            firstDone = done;
            firstNanos = nanos;
        }
        double seconds = (nanos - firstNanos) / 1e9;
        String rate = done > firstDone && seconds > 0
                ? String.format(Locale.ROOT, ", %,.0f a second", (done - firstDone) / seconds)
                : "";
        return String.format(Locale.ROOT, ": %,d of %,d keys%s", done, total, rate);
    }

    private static String failure(JsonNode rotation) {
        String failure = rotation.path("failure").stringValue("");
        return failure.isEmpty() ? "" : "; it does not get on, and is tried again: " + failure;
    }

    /** The last line. */
    void end(JsonNode rotation) {
        Instant began = Instant.parse(rotation.path("beganAt").stringValue(""));
        Instant ended = Instant.parse(rotation.path("endedAt").stringValue(""));
        double seconds = Math.max(0.001, Duration.between(began, ended).toMillis() / 1e3);
        long done = rotation.path("done").longValue(0);
        line.end(String.format(
                Locale.ROOT,
                "Rotated %,d keys in %.1f s: backups are blind for what was shredded before %s.",
                done,
                seconds,
                began));
    }
}
