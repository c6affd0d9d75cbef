package io.parley.infra.bus;

import io.parley.infra.database.MessageThread;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread and the commands that it handles: all those of the same aggregate come here, in order. What has come while a group
 * was being committed is the next group. Adding never blocks, not even for a lock, so that an event loop may do it.
 */
final class Partition {

    private static final Logger log = LoggerFactory.getLogger(Partition.class);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

    private final CommandGroups groups;
    private final Admission admission;
    private final int largestGroup;
    private final Queue<PendingCommand> arrived = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<PendingCommand> paused = new PriorityQueue<>(PendingCommand::comparePause);
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean stopping;

    Partition(int number, CommandGroups groups, Admission admission, int largestGroup) {
        this.groups = groups;
        this.admission = admission;
        this.largestGroup = largestGroup;
        this.thread = new MessageThread(this::run, "parley-command-" + number);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(PendingCommand command) {
        arrived.add(command);
        wake();
    }

    private void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            List<PendingCommand> group = next();
            if (!group.isEmpty()) {
                handle(group);
            } else if (stopping && paused.isEmpty()) {
                return;
            } else {
                sleep();
            }
        }
    }

    /** What is to be handled next: first what was tried before and has paused for long enough. */
    private List<PendingCommand> next() {
        List<PendingCommand> group = new ArrayList<>();
        while (group.size() < largestGroup
                && !paused.isEmpty()
                && paused.element().pauseLeft() <= 0) {
            group.add(paused.remove());
        }
        while (group.size() < largestGroup) {
            PendingCommand command = arrived.poll();
            if (command == null) {
                break;
            }
            if (admission.admits(command)) {
                group.add(command);
            }
        }
        return group;
    }

    private void handle(List<PendingCommand> group) {
        try {
            for (PendingCommand again : groups.handle(group)) {
                if (!admission.refuseIfLate(again)) {
                    paused.add(again);
                }
            }
        } catch (RuntimeException | Error e) {
            log.error("A group of {} commands failed without answers", group.size(), e);
            group.forEach(command -> command.fail(e));
        }
    }

    private void sleep() {
        asleep = true;
        try {
            PendingCommand soonest = paused.peek();
            if (arrived.isEmpty() && !(stopping && soonest == null)) {
                LockSupport.parkNanos(this, soonest == null ? IDLE : Math.max(1, soonest.pauseLeft()));
            }
        } finally {
            asleep = false;
        }
    }

    /** Ends when all that was taken has been handled. */
    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the end, then interrupts. Returns what was never handled, once the thread has let go of it. */
    List<PendingCommand> await(long nanoseconds) {
        if (!ended(nanoseconds)) {
            admission.abort();
            thread.interrupt();
            if (!ended(TimeUnit.SECONDS.toNanos(1))) {
                return List.copyOf(arrived);
            }
        }
        List<PendingCommand> left = new ArrayList<>(paused);
        left.addAll(arrived);
        return left;
    }

    private boolean ended(long nanoseconds) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, nanoseconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
