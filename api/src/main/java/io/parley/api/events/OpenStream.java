package io.parley.api.events;

import io.parley.api.session.Caller;
import io.parley.contract.delivery.PushedLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * One open stream. It begins by <em>catching up</em>: what it missed is supplied page by page, the next one when the client has
 * taken the last, while live events are held back. If too many come, they are dropped and it <em>lapses</em>: they will be read
 * from the mailbox too. Once nothing is left to read it goes <em>live</em> in one step. Live, a client for whom too much waits is
 * cut.
 *
 * <p>Frames stay here until the connection asks for them; then all that wait go in one chunk. At most one wish to write is
 * outstanding, so that an idle stream costs next to nothing. Safe for use by several threads; holds none.
 */
final class OpenStream {

    /** The most that one write bears, unless a single event is larger. The connection takes a bounded number of writes ahead. */
    private static final int CHUNK = 8 * 1024;

    private enum State {
        CATCHING_UP,
        LIVE,
        ENDED
    }

    private final Caller caller;
    private final StreamLimits limits;
    private final StreamMetrics metrics;
    private final Written written;
    private final LatelyEnded ended;
    private final Runnable hangUp;

    private final FrameQueue outgoing = new FrameQueue();
    private final FrameQueue held = new FrameQueue();
    private State state = State.CATCHING_UP;
    private long covered;
    private boolean begun;
    private boolean lapsed;
    private boolean writing;
    private int quietTicks;
    private @Nullable Runnable onDrained;
    private @Nullable Runnable onEnd;
    private @Nullable FluxSink<Publisher<DataBuffer>> sink;
    private Publisher<DataBuffer> chunk = Mono.empty();

    /**
     * @param pushed is told how far the stream was written to
     * @param ended what must not be written any more
     * @param hangUp closes the connection without regard to what is unsent
     */
    OpenStream(
            Caller caller,
            StreamLimits limits,
            StreamMetrics metrics,
            PushedLog pushed,
            LatelyEnded ended,
            Runnable hangUp) {
        this.caller = caller;
        this.limits = limits;
        this.metrics = metrics;
        this.written = new Written(caller, pushed);
        this.ended = ended;
        this.hangUp = hangUp;
    }

    Caller caller() {
        return caller;
    }

    /** Says after which position it begins, before anything is written. */
    void beginAfter(long position) {
        written.beginAfter(position);
    }

    /** What the response writes. To be subscribed once. */
    Flux<Publisher<DataBuffer>> body(DataBufferFactory buffers) {
        return Flux.create(to -> attach(to, buffers), FluxSink.OverflowStrategy.IGNORE);
    }

    private void attach(FluxSink<Publisher<DataBuffer>> to, DataBufferFactory buffers) {
        boolean ended;
        synchronized (this) {
            chunk = Mono.defer(() -> {
                byte[] bytes = takeChunk();
                return bytes == null ? Mono.empty() : Mono.just(buffers.wrap(bytes));
            });
            sink = to;
            ended = state == State.ENDED;
        }
        if (ended) {
            to.complete();
        } else {
            write();
        }
    }

    /** Gives what a resume has read. {@code then} runs once the client has taken it all. */
    void supply(List<Frame> frames, Runnable then) {
        synchronized (this) {
            if (state == State.ENDED) {
                return;
            }
            begun = true;
            outgoing.addAll(frames);
            outgoing.forget(ended); // of what was read before it came to its end and is given only now
            onDrained = then;
        }
        write();
    }

    /** Gives a live event. */
    void live(Frame frame) {
        liveSoon(frame);
        write();
    }

    /**
     * Gives a live event that may wait for more until {@link #write} is called, so that several go in one chunk. It does not wait
     * where a chunk is full anyway, or the buffer half full.
     */
    void liveSoon(Frame frame) {
        boolean fits;
        boolean enough;
        synchronized (this) {
            if (state == State.ENDED || frame.position() <= covered || lapsed) {
                return;
            }
            FrameQueue queue = state == State.LIVE ? outgoing : held;
            fits = queue.offer(frame, limits.bufferFrames(), limits.bufferBytes());
            enough = outgoing.size() >= limits.bufferFrames() / 2
                    || outgoing.bytes() >= Math.min(CHUNK, limits.bufferBytes() / 2);
        }
        if (!fits) {
            missed(Cut.OVERFLOW);
        } else if (enough) {
            write();
        }
    }

    /**
     * Gives what is of no use later, whether the stream is live or still catching up. A stream for which much waits does without, and so
     * does one whose opening block is still to come. Answers whether it was taken.
     */
    boolean passing(Frame frame) {
        synchronized (this) {
            if (state == State.ENDED || !begun || isHalfFullWith(frame)) {
                return false;
            }
            outgoing.addAll(List.of(frame));
        }
        write();
        return true;
    }

    private boolean isHalfFullWith(Frame frame) {
        return outgoing.size() >= Math.max(1, limits.bufferFrames() / 2)
                || outgoing.bytes() + frame.bytes().length > limits.bufferBytes() / 2;
    }

    /** Drops the text of what has come to its end and waits here to be written. */
    synchronized void forget() {
        outgoing.forget(ended);
        held.forget(ended);
    }

    /** A live event did not get here: while catching up the mailbox will bring it, after that only a resume can. */
    void missed(Cut reason) {
        synchronized (this) {
            if (state == State.CATCHING_UP) {
                held.clear();
                lapsed = true;
                return;
            }
        }
        cut(reason);
    }

    /**
     * Goes over to live events after everything up to a position was supplied. Answers false if some of what came meanwhile was
     * dropped: then events are held back anew from this call on, and it is to be read up to a position taken after this call.
     */
    boolean goLive(long upTo) {
        synchronized (this) {
            if (state != State.CATCHING_UP) {
                return true;
            }
            covered = upTo;
            if (lapsed) {
                lapsed = false;
                return false;
            }
            state = State.LIVE;
            onDrained = null;
            held.moveAbove(upTo, outgoing);
        }
        write();
        return true;
    }

    /** Asks the connection to come for what waits, unless it was asked already. */
    void write() {
        FluxSink<Publisher<DataBuffer>> to;
        synchronized (this) {
            to = sink;
            if (to == null || writing || outgoing.isEmpty()) {
                return;
            }
            writing = true;
        }
        to.next(chunk);
    }

    /** The connection comes. Runs when the writes before have been passed on. */
    private byte @Nullable [] takeChunk() {
        byte[] bytes;
        Runnable drained = null;
        int count;
        long reached;
        synchronized (this) {
            int before = outgoing.size();
            bytes = outgoing.take(CHUNK);
            count = before - outgoing.size();
            reached = outgoing.reached();
            quietTicks = 0;
            writing = false;
            if (outgoing.isEmpty()) {
                drained = onDrained;
                onDrained = null;
            }
        }
        metrics.sent(count);
        written.upTo(reached);
        write();
        if (drained != null) {
            drained.run();
        }
        return bytes;
    }

    /** The shared clock: keeps an idle connection alive, cuts one that takes nothing, closes one that will not end. */
    void tick() {
        boolean stalled = false;
        synchronized (this) {
            quietTicks++;
            if (state == State.ENDED) {
                stalled = quietTicks == limits.stallTicks();
            } else if (!outgoing.isEmpty()) {
                stalled = quietTicks >= limits.stallTicks();
            } else if (quietTicks >= StreamLimits.HEARTBEAT_TICKS) {
                outgoing.addAll(List.of(Frames.HEARTBEAT));
            }
        }
        if (stalled) {
            cut(Cut.STALLED);
            hangUp.run();
        } else {
            write();
        }
    }

    /** Says what is to run when the stream ends, or at once if it has. To be called once. */
    void whenEnded(Runnable action) {
        synchronized (this) {
            if (state != State.ENDED) {
                onEnd = action;
                return;
            }
        }
        action.run();
    }

    boolean isOpen() {
        synchronized (this) {
            return state != State.ENDED;
        }
    }

    /** Ends the stream because of what went wrong; the client is to resume. */
    void cut(Cut reason) {
        finish(reason);
    }

    /** Ends the stream. What is with the connection is still sent; what waits here is not: a resume brings it. */
    void end() {
        finish(null);
    }

    private void finish(@Nullable Cut reason) {
        FluxSink<Publisher<DataBuffer>> to;
        Runnable then;
        synchronized (this) {
            if (state == State.ENDED) {
                return;
            }
            state = State.ENDED;
            then = onEnd;
            onEnd = null;
            quietTicks = 0;
            onDrained = null;
            outgoing.clear();
            held.clear();
            to = sink;
        }
        if (reason != null) {
            metrics.cut(reason);
        }
        if (to != null) {
            to.complete();
        }
        if (then != null) {
            then.run();
        }
    }
}
