package io.parley.benchmarks.fanout;

import io.parley.benchmarks.contest.Speaker;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A member who speaks: what is said is finished when all members have heard it and the server has answered, if it does. */
final class GroupSpeaker implements Speaker {

    private final Arrivals arrivals;
    private final LongConsumer sending;
    private final boolean answers;

    private @Nullable Listener listener;
    private boolean withAll;
    private boolean answered;

    /**
     * Makes one.
     *
     * @param answers whether the server answers, so that {@link #answered} will be called
     * @param sending sends the message of a number
     */
    GroupSpeaker(Arrivals arrivals, boolean answers, LongConsumer sending) {
        this.arrivals = arrivals;
        this.answers = answers;
        this.sending = sending;
    }

    @Override
    public void begin(Listener listener) {
        this.listener = listener;
        this.withAll = false;
        this.answered = !answers;
        sending.accept(arrivals.saying(this::arrived));
    }

    /** The server has taken what was said. */
    void answered() {
        answered = true;
        finishWhenWhole();
    }

    private void arrived() {
        withAll = true;
        if (listener != null) {
            listener.delivered();
        }
        finishWhenWhole();
    }

    private void finishWhenWhole() {
        Listener told = listener;
        if (told != null && withAll && answered) {
            listener = null;
            told.finished();
        }
    }
}
