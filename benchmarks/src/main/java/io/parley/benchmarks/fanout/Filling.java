package io.parley.benchmarks.fanout;

import io.parley.benchmarks.Node;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Messages are sent to groups, a number of them always under way, until a time is over, and then waited for: a message counts when
 * each lane has it and the mailboxes' table says so, which is when a member's resume brings it.
 */
final class Filling {

    private static final int IN_FLIGHT = 64;
    private static final long LOOK_MILLIS = 2;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

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
    Filled run(List<ChatId> chats, int lanes, Duration duration) throws InterruptedException {
        long before = rows();
        long began = System.nanoTime();
        long sent = send(chats, duration);
        awaitRows(before + sent * lanes);
        return new Filled(sent, (System.nanoTime() - began) / 1e9);
    }

    private long send(List<ChatId> chats, Duration duration) {
        Deque<CompletableFuture<CommandResultMessage<?>>> underWay = new ArrayDeque<>();
        long end = System.nanoTime() + duration.toNanos();
        long sent = 0;
        while (System.nanoTime() < end) {
            if (underWay.size() >= IN_FLIGHT) {
                Groups.await(underWay.remove());
            }
            underWay.add(groups.send(chats.get((int) (sent % chats.size()))));
            sent++;
        }
        underWay.forEach(Groups::await);
        return sent;
    }

    private void awaitRows(long rows) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (position() < node.bean(EventTail.class).head() || rows() < rows) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the mailboxes were not filled in time");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private long position() {
        return node.bean(ProjectionProgress.class).position(Processors.MAILBOX);
    }

    private long rows() {
        return node.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM views.mailbox_lane")
                .query(Long.class)
                .single();
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
