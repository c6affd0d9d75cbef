package io.parley.api.events;

import io.parley.contract.error.Rejection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one stream from an earlier position to the live edge: supplies it with a {@link Resume}'s pieces, each when the client
 * has taken the one before, and has it go live when nothing is left. While a busy account outruns the stream's buffer it reads on
 * from the mailbox, however often that takes.
 */
final class CatchUp {

    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    private final OpenStream stream;
    private final Resume resume;
    private final LiveFeed feed;
    private final StreamMetrics metrics;

    CatchUp(OpenStream stream, Resume resume, LiveFeed feed, StreamMetrics metrics) {
        this.stream = stream;
        this.resume = resume;
        this.feed = feed;
        this.metrics = metrics;
    }

    /** Reads the next piece, or goes live. */
    void next() {
        if (resume.done()) {
            if (stream.goLive(resume.upTo())) {
                return;
            }
            resume.goOnTo(feed.position()); // read after the stream has begun to hold events back anew
        }
        if (stream.isOpen()) {
            resume.next(stream::isOpen).subscribe(this::bring, this::giveUp);
        }
    }

    private void bring(List<Frame> frames) {
        metrics.brought(frames.size());
        if (frames.isEmpty()) {
            next();
        } else {
            stream.supply(frames, this::next);
        }
    }

    private void giveUp(Throwable reason) {
        if (stream.isOpen()) {
            log.debug("A resume was given up ({})", cause(reason));
            stream.cut(Cut.RESUME_FAILED);
        }
    }

    private static String cause(Throwable reason) {
        Throwable cause =
                reason instanceof ExecutionException && reason.getCause() != null ? reason.getCause() : reason;
        return cause instanceof Rejection rejection
                ? rejection.code().code()
                : cause.getClass().getSimpleName();
    }
}
