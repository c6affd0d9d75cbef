package io.parley.benchmarks.fanout;

import io.parley.benchmarks.Node;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages are sent to groups, always the same number of them under way, until a time is over. One is under way until each lane has
 * it; at the end the mailboxes' table must have all, which is when a member's resume brings them.
 */
final class Filling {

    private static final int UNDER_WAY = 256;
    private static final long LOOK_MILLIS = 5;
    private static final long PATIENCE_SECONDS = 120;

    private final Node node;
    private final Groups groups;

    Filling(Node node, Groups groups) {
        this.node = node;
        this.groups = groups;
    }

    /**
     * Fills mailboxes.
     *
     * @param chats groups of the same size
     * @param lanes how many lanes each has
     */
    Filled run(List<ChatId> chats, int lanes, Duration duration) throws Exception {
        EventTail tail = node.bean(EventTail.class);
        Semaphore free = new Semaphore(UNDER_WAY);
        AtomicLong fills = new AtomicLong();
        AtomicLong last = new AtomicLong();
        try (EventTail.Subscription following = tail.follow("fan-out-benchmark", tail.head(), logged -> {
            if (logged.event() instanceof MailboxesFilled) {
                last.set(logged.position());
                if (fills.incrementAndGet() % lanes == 0) {
                    free.release();
                }
            }
        })) {
            long began = System.nanoTime();
            long sent = send(chats, duration, free);
            take(free, UNDER_WAY);
            awaitMailboxes(last.get());
            return new Filled(sent, (System.nanoTime() - began) / 1e9);
        }
    }

    private long send(List<ChatId> chats, Duration duration, Semaphore free) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        long sent = 0;
        while (System.nanoTime() < end) {
            take(free, 1);
            groups.send(chats.get((int) (sent % chats.size())));
            sent++;
        }
        return sent;
    }

    private static void take(Semaphore free, int places) throws InterruptedException {
        if (!free.tryAcquire(places, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no message got into all lanes within " + PATIENCE_SECONDS + " s");
        }
    }

    private void awaitMailboxes(long position) throws InterruptedException {
        ProjectionProgress progress = node.bean(ProjectionProgress.class);
        while (progress.position(Processors.MAILBOX) < position) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /**
     * What came of it.
     *
     * @param messages how many were sent, and brought to all
     * @param seconds from the first until the last was brought to all
     */
    record Filled(long messages, double seconds) {

        double perSecond() {
            return messages / seconds;
        }
    }
}
