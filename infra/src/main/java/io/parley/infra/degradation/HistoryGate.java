package io.parley.infra.degradation;

import io.parley.contract.degradation.ShedWork;
import io.parley.contract.degradation.WorkClass;
import io.parley.infra.axon.Gate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Pauses the projections of history and inbox while nobody may read them, and lets them catch up as fast as the node has room for: the
 * pause between batches doubles while there is pressure and halves while there is none. A node without an edge never pauses them.
 */
final class HistoryGate implements Gate {

    private static final long SHORTEST = Duration.ofMillis(10).toNanos();

    private final @Nullable ShedWork edge;
    private final double calm;
    private final long longest;
    private long pause;

    /**
     * @param edge of this node; null for none
     * @param calm below which pressure the pauses become shorter
     */
    HistoryGate(@Nullable ShedWork edge, double calm, Duration longest) {
        this.edge = edge;
        this.calm = calm;
        this.longest = longest.toNanos();
    }

    @Override
    public boolean isClosed() {
        return edge != null && edge.isShed(WorkClass.HISTORY);
    }

    @Override
    public synchronized Duration pause() {
        if (edge == null) {
            return Duration.ZERO;
        }
        if (edge.pressure() < calm) {
            pause = pause <= SHORTEST ? 0 : pause / 2;
        } else {
            pause = Math.min(longest, Math.max(SHORTEST, pause * 2));
        }
        return Duration.ofNanos(pause);
    }
}
