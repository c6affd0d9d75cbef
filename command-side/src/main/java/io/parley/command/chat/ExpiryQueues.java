package io.parley.command.chat;

import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of a chat's messages go next: part of the chat's state and of its snapshot. A message that ends no earlier than the one before
 * it queues behind it, so that of a queue, however long, only its head has to be known; the rest is read from the log when it is due.
 * As a rule a chat has one queue. A shorter time to live begins another, whose messages go before earlier ones. Changed by events alone.
 */
final class ExpiryQueues {

    /** Beyond so many queues no time to live is taken that would begin another. */
    static final int MOST = 64;

    /** In order of beginning; not final, so that a snapshot can be read back into it. */
    @SuppressWarnings("FieldMayBeFinal")
    private ArrayList<Queue> queues = new ArrayList<>();

    /**
     * Messages that follow one another in the chat, those with an end among them in the order of their ends.
     *
     * @param begin the sequence of the first
     * @param last the sequence of the last
     * @param readTo up to which of the chat's events, by its number among them, all have gone
     * @param next when the next goes
     * @param latest when the last goes
     */
    record Queue(long begin, long last, long readTo, Instant next, Instant latest) {

        private Queue with(long sequence, Instant end) {
            return new Queue(begin, sequence, readTo, next, end);
        }
    }

    void sent(MessageSent message, long number) {
        Instant end = message.expiresAt();
        if (end == null) {
            return;
        }
        if (beginsAnother(end)) {
            queues.add(new Queue(message.sequence(), message.sequence(), number - 1, end, end));
        } else {
            Queue tail = queues.get(queues.size() - 1);
            queues.set(queues.size() - 1, tail.with(message.sequence(), end));
        }
    }

    void expired(MessagesExpired event) {
        Instant next = event.next();
        if (next == null) {
            queues.removeIf(queue -> queue.begin() == event.queue());
        } else {
            queues.replaceAll(queue -> queue.begin() == event.queue()
                    ? new Queue(queue.begin(), queue.last(), event.upTo(), next, queue.latest())
                    : queue);
        }
    }

    void clear() {
        queues.clear();
    }

    /** Whether a message with this end cannot queue behind the last one. */
    private boolean beginsAnother(Instant end) {
        return queues.isEmpty() || end.isBefore(queues.get(queues.size() - 1).latest());
    }

    /** Whether messages with this end are too many kinds of ends. */
    boolean refuses(Instant end) {
        return queues.size() >= MOST && beginsAnother(end);
    }

    /** The queues whose next message is due. */
    List<Queue> due(Instant now) {
        return queues.stream().filter(queue -> !queue.next().isAfter(now)).toList();
    }

    /** When the next message of all goes; null if none has an end. */
    @Nullable
    Instant next() {
        return queues.stream().map(Queue::next).min(Instant::compareTo).orElse(null);
    }

    /** The earlier of two moments, of which null is never. */
    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Objects.requireNonNull(one.isBefore(other) ? one : other);
    }
}
