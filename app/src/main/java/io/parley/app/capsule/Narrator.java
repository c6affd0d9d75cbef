package io.parley.app.capsule;

import io.parley.app.terminal.ProgressLine;
import io.parley.audit.capsule.Capsule;
import io.parley.audit.capsule.CapsuleManifest;
import io.parley.audit.look.Ids;
import io.parley.audit.look.StoredEvents;
import io.parley.audit.look.Times;
import io.parley.contract.ParleyEvent;
import io.parley.contract.degradation.DegradationEvent.ServiceLevelChanged;
import io.parley.contract.degradation.DegradationEvent.SheddingForced;
import io.parley.contract.degradation.DegradationEvent.SheddingFreed;
import io.parley.infra.seal.LoggedEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of an incident while it happens again. */
public final class Narrator {

    private static final Duration OFTEN = Duration.ofMillis(250);
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final ProgressLine line;
    private final Duration every;
    private final StoredEvents stored = new StoredEvents();
    private @Nullable Instant now;
    private long happened;
    private long all;
    private long shown = System.nanoTime();

    /**
     * One that speaks to somebody.
     *
     * @param out for what is to be kept
     * @param line for how far it has got
     */
    public Narrator(PrintWriter out, ProgressLine line) {
        this.out = out;
        this.line = line;
        this.every = line.changes() ? OFTEN : SELDOM;
    }

    void title(String text) {
        out.println(text);
    }

    void begin(CapsuleManifest manifest) {
        all = manifest.lines(Capsule.EVENTS);
        title("The incident: %,d events".formatted(all));
    }

    void happened(LoggedEvent event) {
        now = event.recordedAt();
        happened++;
        stored.read(event).flatMap(Narrator::decision).ifPresent(this::say);
        look();
    }

    private void say(String decision) {
        String text = "  " + Times.text(now == null ? Instant.EPOCH : now) + "  " + decision;
        if (line.changes()) {
            line.end(text);
        } else {
            out.println(text);
        }
    }

    /** Shows how far it has got, if that was not done just now. */
    void look() {
        if (System.nanoTime() - shown >= every.toNanos() && now != null) {
            shown = System.nanoTime();
            line.show(String.format(Locale.ROOT, "%s  %,d of %,d events", Times.text(now), happened, all));
        }
    }

    void end() {
        if (line.changes()) {
            line.end("");
        }
    }

    private static Optional<String> decision(ParleyEvent event) {
        if (event instanceof ServiceLevelChanged change) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s is %s: %s %.3f (%.3f)",
                    Ids.end(change.nodeId().toString()),
                    change.level().word(),
                    change.cause().signal(),
                    change.cause().value(),
                    change.cause().bound()));
        }
        if (event instanceof SheddingForced forced) {
            return Optional.of("an operator had %s %s"
                    .formatted(forced.workClass().word(), forced.shed() ? "given up" : "served"));
        }
        return event instanceof SheddingFreed freed
                ? Optional.of("an operator left %s to the levels"
                        .formatted(freed.workClass().word()))
                : Optional.empty();
    }
}
