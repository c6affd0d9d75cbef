package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits until a node has done all that follows from the events of its log. */
public final class Handled {

    /** Removes what is left beside the read tables. */
    static final String DELETION = "deletion";

    /** What works on messages and their ends in the read tables. */
    static final List<String> READ_TABLES = List.of(Processors.VIEWS, Processors.HISTORY, Processors.MAILBOX);

    /** All that does. */
    static final List<String> ALL = List.of(Processors.VIEWS, Processors.HISTORY, Processors.MAILBOX, DELETION);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 5;

    private Handled() {}

    /** Until everything that is in the log now has been handled. */
    public static void awaitAll(Node node) throws InterruptedException {
        awaitAll(node, ALL);
    }

    /** As {@link #awaitAll(Node)}, for those processors alone. */
    static void awaitAll(Node node, List<String> processors) throws InterruptedException {
        long head = node.bean(EventTail.class).head();
        ProjectionProgress progress = node.bean(ProjectionProgress.class);
        if (!await(PATIENCE, () -> processors.stream().allMatch(each -> progress.position(each) >= head))) {
            throw new IllegalStateException("not all events have been handled within " + PATIENCE);
        }
    }

    /** Until something is so; false if it is not after that time. */
    static boolean await(Duration patience, BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
