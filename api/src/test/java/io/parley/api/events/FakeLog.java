package io.parley.api.events;

import io.parley.contract.ParleyEvent;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** A log in memory with a tail that behaves as the port says: every event once, in order, on a thread of the follower's own. */
final class FakeLog implements EventTail, EventsByPosition {

    private final UUID epoch = UUID.randomUUID();
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<List<Long>> lookUps = new ArrayList<>();
    private boolean stalled;

    @Override
    public UUID epoch() {
        return epoch;
    }

    @Override
    public synchronized long head() {
        return events.size();
    }

    synchronized long append(ParleyEvent event) {
        return append(position -> event);
    }

    /** Appends what depends on its position. */
    synchronized long append(LongFunction<ParleyEvent> event) {
        long position = events.size() + 1L;
        events.add(new LoggedEvent(position, Instant.EPOCH, event.apply(position)));
        notifyAll();
        return position;
    }

    @Override
    public synchronized List<LoggedEvent> at(List<Long> positions) {
        lookUps.add(positions);
        return positions.stream()
                .map(position -> events.get(position.intValue() - 1))
                .toList();
    }

    /** The positions that were asked for, call by call. */
    synchronized List<List<Long>> lookUps() {
        return List.copyOf(lookUps);
    }

    @Override
    public List<LoggedEvent> between(long after, long upTo, int limit) {
        return between(after, upTo).stream().limit(limit).toList();
    }

    synchronized List<LoggedEvent> between(long after, long upTo) {
        return List.copyOf(events.subList((int) after, (int) Math.min(upTo, events.size())));
    }

    /** Lets followers hear nothing for a while. */
    synchronized void stall(boolean stall) {
        stalled = stall;
        notifyAll();
    }

    @Override
    public Subscription follow(String name, long after, Consumer<LoggedEvent> follower) {
        return new Follower(after, follower);
    }

    private synchronized LoggedEvent await(long position) throws InterruptedException {
        while (stalled || events.size() < position) {
            wait();
        }
        return events.get((int) position - 1);
    }

    private final class Follower implements Subscription {

        private final Consumer<LoggedEvent> follower;
        private final Thread thread;
        private volatile long position;

        Follower(long after, Consumer<LoggedEvent> follower) {
            this.position = after;
            this.follower = follower;
            this.thread = new Thread(this::run, "fake-tail");
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    LoggedEvent next = await(position + 1);
                    follower.accept(next);
                    position = next.position();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
