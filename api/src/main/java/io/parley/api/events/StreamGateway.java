package io.parley.api.events;

import io.parley.api.session.Caller;
import io.parley.contract.delivery.PushedLog;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.List;
import java.util.random.RandomGenerator;

/** Opens and closes streams. */
final class StreamGateway {

    private final StreamLimits limits;
    private final long retryMillis;
    private final StreamRegistry registry;
    private final LiveFeed feed;
    private final Frames frames;
    private final ResumeReader reader;
    private final StreamMetrics metrics;
    private final PushedLog pushed;
    private final LatelyEnded ended;
    private final StreamObserver observer;
    private final RandomGenerator random;

    StreamGateway(
            StreamProperties properties,
            StreamRegistry registry,
            LiveFeed feed,
            Frames frames,
            ResumeReader reader,
            StreamMetrics metrics,
            PushedLog pushed,
            LatelyEnded ended,
            StreamObserver observer,
            RandomGenerator random) {
        this.limits = StreamLimits.of(properties);
        this.retryMillis = properties.retry().toMillis();
        this.registry = registry;
        this.feed = feed;
        this.frames = frames;
        this.reader = reader;
        this.metrics = metrics;
        this.pushed = pushed;
        this.ended = ended;
        this.observer = observer;
        this.random = random;
    }

    /**
     * Opens a stream. Each is to be {@linkplain #release released}.
     *
     * @param hangUp closes the connection without regard to what is unsent
     * @throws Rejection {@code rate_limited}, {@code overloaded}, {@code unavailable} if it is one too many,
     *     {@code unauthorized} if the session was closed or the account erased
     */
    OpenStream open(Caller caller, Start start, Runnable hangUp) {
        OpenStream stream = new OpenStream(caller, limits, metrics, pushed, ended, hangUp);
        registry.add(stream); // first this, then the position: no event falls between the two
        long position = feed.position();
        if (feed.endedLately(caller)) {
            registry.remove(stream);
            throw new Rejection(ErrorCode.UNAUTHORIZED, "The session was closed.");
        }
        stream.whenEnded(observer.opened(caller));
        begin(stream, start, position);
        return stream;
    }

    private void begin(OpenStream stream, Start start, long position) {
        stream.beginAfter(start instanceof Start.After after ? after.position() : position);
        if (start instanceof Start.After after) {
            metrics.resumed();
            CatchUp catchUp = catchUp(stream, after.position(), position);
            stream.supply(List.of(frames.opening(after.position()), retry()), catchUp::next);
            return;
        }
        stream.supply(
                start instanceof Start.Anew
                        ? List.of(frames.opening(position), retry(), frames.reset(position))
                        : List.of(frames.opening(position), retry()),
                () -> {});
        goLive(stream, position);
    }

    /** Should more have come since it was registered than the stream holds, it has missed events: it catches up. */
    private void goLive(OpenStream stream, long position) {
        if (!stream.goLive(position)) {
            catchUp(stream, position, feed.position()).next();
        }
    }

    private CatchUp catchUp(OpenStream stream, long after, long upTo) {
        return new CatchUp(stream, new Resume(stream.caller().userId(), after, upTo, reader), feed, metrics);
    }

    private Frame retry() {
        return frames.retry(retryMillis + random.nextLong(retryMillis + 1));
    }

    /** Forgets a stream whose connection is done with it. */
    void release(OpenStream stream) {
        stream.end();
        registry.remove(stream);
    }
}
