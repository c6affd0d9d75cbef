package io.parley.infra.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.nodes.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of a node that looks for new events. A commit on this node wakes it at once, one on another node as soon
 * as it is heard of; it also looks by itself from time to time, for a wake-up that was lost, and more often while other nodes
 * cannot be heard. What it finds goes into the {@link LogWindow},
 * and all who follow are woken.
 *
 * <p>If the store cannot be reached, it tries again until it can and goes on where it was.
 */
final class LogTail implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogTail.class);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final LogSource reader;
    private final Nodes nodes;
    private final List<TailObserver> observers;
    private final StoreProperties.Tail settings;
    private final LogWindow window;
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Condition grown = lock.newCondition();
    private final Thread thread;
    private boolean wakeUp;
    private boolean failing;
    private volatile boolean closed;

    LogTail(
            LogSource reader,
            Nodes nodes,
            List<TailObserver> observers,
            StoreProperties.Tail settings,
            MeterRegistry meters) {
        this.reader = reader;
        this.nodes = nodes;
        this.observers = observers;
        this.settings = settings;
        this.window = new LogWindow(settings.window(), reader.head());
        this.thread = new Thread(this::run, "parley-log-tail");
        thread.setDaemon(true);
        Gauge.builder("parley.log.position", window, LogWindow::last)
                .description("The newest position that this node has read")
                .register(meters);
    }

    void start() {
        nodes.onHeard(Topic.LOG, this::wake);
        reader.onNews(this::wake);
        thread.start();
    }

    LogWindow window() {
        return window;
    }

    /** Says that there may be something new. Never blocks for long. */
    void wake() {
        lock.lock();
        try {
            wakeUp = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Calls the listener, on the tail's thread, whenever there is something new. */
    void onGrowth(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Waits until the window goes beyond a position, or the time is up, or the tail is closed. */
    void awaitBeyond(long position, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (window.last() <= position && left > 0 && !closed) {
                left = grown.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether it reads no more. */
    boolean isClosed() {
        return closed;
    }

    private void run() {
        while (!closed) {
            try {
                if (!readOn()) {
                    awaitWakeUp(pollInterval());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                recover(e);
            }
        }
    }

    private Duration pollInterval() {
        return nodes.isListening() ? settings.pollInterval() : settings.deafPollInterval();
    }

    /** Reads the next page into the window. Returns whether there may be more. */
    private boolean readOn() {
        clearWakeUp();
        EventPage page = reader.after(window.last(), settings.batch());
        if (failing) {
            failing = false;
            log.info("The store is back; the log is read on after position {}", window.last());
        }
        if (page.upTo() == window.last()) {
            return false;
        }
        window.append(page);
        show(page);
        announce();
        return true;
    }

    private void show(EventPage page) {
        if (nodes.isAlone()) {
            return;
        }
        for (TrackedEventMessage<?> event : page.events()) {
            if (event instanceof DomainEventMessage<?> ofAggregate) {
                observers.forEach(observer -> tell(() -> observer.read(ofAggregate)));
            }
        }
    }

    private void announce() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(this::tell);
    }

    private void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            log.warn("A follower of the log failed to hear that there is something new", e);
        }
    }

    private void clearWakeUp() {
        lock.lock();
        try {
            wakeUp = false;
        } finally {
            lock.unlock();
        }
    }

    private void awaitWakeUp(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!wakeUp && left > 0 && !closed) {
                left = woken.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void recover(RuntimeException failure) {
        if (!failing && !closed) {
            failing = true;
            log.warn("The log cannot be read just now; trying again", failure);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Lets a read that is under way come to its end, so that its connection is not torn away from it. */
    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            woken.signalAll();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
