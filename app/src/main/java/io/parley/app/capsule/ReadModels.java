package io.parley.app.capsule;

import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import java.time.Duration;
import java.util.List;

/** Waits for what fills the read models, unless it stands still. */
public final class ReadModels {

    private static final List<String> PROCESSORS = List.of(Processors.VIEWS, Processors.HISTORY, Processors.MAILBOX);
    private static final Duration LOOK = Duration.ofMillis(50);

    /** The processor of mailboxes tries again and again what it cannot handle, with pauses of 5 s. */
    private static final Duration STILL = Duration.ofSeconds(12);

    private final ProjectionProgress progress;

    ReadModels(ProjectionProgress progress) {
        this.progress = progress;
    }

    /**
     * One that has not got to the end.
     *
     * @param processor what fills it
     * @param position up to where it has got
     */
    public record Standing(String processor, long position) {}

    /** Waits until all have got so far, or one has not moved for a while. */
    void reach(long position) throws InterruptedException {
        long before = -1;
        long moved = System.nanoTime();
        while (behind() < position && System.nanoTime() - moved < STILL.toNanos()) {
            long now = PROCESSORS.stream().mapToLong(progress::position).sum();
            if (now != before) {
                before = now;
                moved = System.nanoTime();
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    private long behind() {
        return PROCESSORS.stream().mapToLong(progress::position).min().orElse(0);
    }

    List<Standing> standing(long head) {
        return PROCESSORS.stream()
                .map(name -> new Standing(name, progress.position(name)))
                .filter(one -> one.position() < head)
                .toList();
    }
}
