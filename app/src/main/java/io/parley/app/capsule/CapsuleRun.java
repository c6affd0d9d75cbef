package io.parley.app.capsule;

import io.parley.audit.capsule.Capsule;
import io.parley.audit.capsule.CapsuleManifest;
import io.parley.contract.log.ProjectionProgress;
import io.parley.infra.seal.LoggedEvent;
import io.parley.infra.store.RecordedEvents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets a capsule's events happen again: first at once what was before, then the incident, each event at its time. */
public final class CapsuleRun {

    private static final int BATCH = 500;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Capsule capsule;
    private final RecordedEvents log;
    private final ReadModels readModels;
    private final Speed speed;
    private final Narrator narrator;
    private final List<LoggedEvent> batch = new ArrayList<>(BATCH);
    private @Nullable Instant first;
    private long began;
    private long head;

    /**
     * One of a server that runs a recorded log.
     *
     * @param progress how far its read models are
     */
    public CapsuleRun(
            Capsule capsule, RecordedEvents log, ProjectionProgress progress, Speed speed, Narrator narrator) {
        this.capsule = capsule;
        this.log = log;
        this.readModels = new ReadModels(progress);
        this.speed = speed;
        this.narrator = narrator;
    }

    /**
     * Runs it.
     *
     * @return what is added to a position of then to have that of here; negative as a rule
     */
    public long run() throws IOException, InterruptedException {
        CapsuleManifest manifest = capsule.manifest();
        narrator.title("What was before: %,d events".formatted(manifest.lines(Capsule.BEFORE)));
        capsule.events(Capsule.BEFORE, this::append);
        flush();
        readModels.reach(head);
        long before = head;
        narrator.begin(manifest);
        began = System.nanoTime();
        capsule.events(Capsule.EVENTS, this::happen);
        flush();
        narrator.end();
        readModels.reach(head);
        return manifest.first() == 0 ? 0 : before + 1 - manifest.first();
    }

    /** Those that stand still before the end, with the position at which they do. */
    public List<ReadModels.Standing> standing() {
        return readModels.standing(head);
    }

    private void happen(LoggedEvent event) throws InterruptedException {
        first = first == null ? event.recordedAt() : first;
        long due = began + speed.after(first, event.recordedAt()).toNanos();
        if (due > System.nanoTime()) {
            flush();
            await(due);
        }
        append(event);
        narrator.happened(event);
    }

    private void await(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK.toNanos()));
            narrator.look();
        }
    }

    private void append(LoggedEvent event) {
        batch.add(event);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
            head = log.append(batch);
            batch.clear();
        }
    }
}
