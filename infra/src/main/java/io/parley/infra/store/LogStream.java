package io.parley.infra.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * One follower's view of the log, from a position on. Close behind, it reads from the {@link LogWindow}; further behind, page by
 * page from the database. Going over from one to the other needs no care: both are asked for what comes after the last position
 * that was got, and positions have no gaps.
 *
 * <p>For one consuming thread at a time. If the store cannot be reached the read fails, and the next one goes on where this one
 * was.
 */
final class LogStream implements TrackingEventStream {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final LogTail tail;
    private final LogSource reader;
    private final int pageSize;
    private final Queue<TrackedEventMessage<?>> fetched = new ArrayDeque<>();
    private long position;
    private @Nullable Runnable callback;
    private volatile boolean closed;

    LogStream(LogTail tail, LogSource reader, int pageSize, long after) {
        this.tail = tail;
        this.reader = reader;
        this.pageSize = pageSize;
        this.position = after;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fetch();
        return Optional.ofNullable(fetched.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!fetch()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || closed) {
                return false;
            }
            if (tail.isClosed()) {
                pause(left);
                return false;
            }
            tail.awaitBeyond(position, Duration.ofNanos(left));
        }
        return true;
    }

    /** Nothing comes any more. Who asks again all the same must not do so without rest. */
    private static void pause(long left) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.min(left, LONGEST_PAUSE.toNanos()));
    }

    /** Whether nothing comes any more, since it or the tail is closed. */
    boolean isOver() {
        return closed || tail.isClosed();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.MINUTES)) {
            if (isOver()) {
                throw new IllegalStateException("the stream is closed");
            }
        }
        return fetched.remove();
    }

    /** Makes sure that an event is at hand, if there is one. Returns whether there is. */
    private boolean fetch() {
        while (fetched.isEmpty()) {
            EventPage page = tail.window().after(position, pageSize).orElseGet(() -> reader.after(position, pageSize));
            if (page.upTo() == position) {
                return false;
            }
            fetched.addAll(page.events());
            position = page.upTo();
        }
        return true;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        forgetCallback();
        this.callback = callback;
        tail.onGrowth(callback);
        callback.run();
        return true;
    }

    private void forgetCallback() {
        if (callback != null) {
            tail.forget(callback);
            callback = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        forgetCallback();
    }
}
