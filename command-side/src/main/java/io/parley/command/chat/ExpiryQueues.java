package io.parley.command.chat;

import io.parley.command.Moments;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of a chat's messages go next: part of the chat's state and of its snapshot. A message that ends no earlier than the one right
 * before it queues behind it, so that of a queue, however long, only its head has to be known; the rest is read from the log when it is
 * due, and nothing but it. As a rule a chat has one queue. A shorter time to live begins another, whose messages go before earlier ones,
 * and so does the first message with an end after some without. Changed by events alone.
 */
final class ExpiryQueues {

    /** Beyond so many queues no time to live is taken that would begin another. */
    static final int MOST = 64;

    /** In order of beginning; not final, so that a snapshot can be read back into it. */
    @SuppressWarnings("FieldMayBeFinal")
    private ArrayList<Queue> queues = new ArrayList<>();

    @SuppressWarnings("FieldMayBeFinal")
    private Past past = new Past(0, 0, 0, Instant.EPOCH);

    /**
     * What has gone.
     *
     * @param limitedTo up to which sequence all has gone, since the server lets no message be older
     * @param sequence the last message that went when last some did
     * @param number its number among the chat's events
     * @param at the latest time at which some went
     */
    record Past(long limitedTo, long sequence, long number, Instant at) {

        private Past with(MessagesExpired event) {
            if (event.ranges().isEmpty()) {
                return this;
            }
            long last = event.ranges().get(event.ranges().size() - 1).to();
            return new Past(
                    event.queue() == MessagesExpired.NO_QUEUE ? last : limitedTo,
                    last,
                    event.upTo(),
                    Moments.later(at, event.expiredAt()));
        }

        /** A number of an event below that of the message with this sequence, and not far below if can be. */
        long numberBefore(long sequenceToCome) {
            return sequenceToCome > sequence ? Math.max(number, sequenceToCome - 1) : sequenceToCome - 1;
        }
    }

    /**
     * Messages with an end that follow one another in the chat, in the order of their ends.
     *
     * @param begin the sequence of the first
     * @param last the sequence of the last
     * @param goneTo the sequence up to which they have gone
     * @param readTo up to which of the chat's events, by its number among them, all have gone
     * @param next when the next goes
     * @param latest when the last goes
     */
    record Queue(long begin, long last, long goneTo, long readTo, Instant next, Instant latest) {

        private Queue with(long sequence, Instant end) {
            return new Queue(begin, sequence, goneTo, readTo, next, end);
        }

        private Queue without(MessagesExpired event, Instant following) {
            List<SequenceRange> gone = event.ranges();
            return new Queue(begin, last, gone.get(gone.size() - 1).to(), event.upTo(), following, latest);
        }

        private boolean has(long sequence) {
            return goneTo < sequence && sequence <= last;
        }

        /** What is left of it when its beginning has gone since the server lets no message be so old. */
        private Queue after(MessagesExpired limit, long limitedTo) {
            if (begin > limitedTo) {
                return this;
            }
            Instant following = limit.next();
            Instant head = following == null || following.isBefore(next) ? next : following;
            return new Queue(begin, last, Math.max(goneTo, limitedTo), Math.max(readTo, limit.upTo()), head, latest);
        }
    }

    void sent(MessageSent message, long number) {
        Instant end = message.expiresAt();
        if (end == null) {
            return;
        }
        long sequence = message.sequence();
        if (beginsAnother(sequence, end)) {
            queues.add(new Queue(sequence, sequence, sequence - 1, number - 1, end, end));
        } else {
            Queue tail = queues.get(queues.size() - 1);
            queues.set(queues.size() - 1, tail.with(sequence, end));
        }
    }

    void expired(MessagesExpired event) {
        past = past.with(event);
        Instant next = event.next();
        if (event.queue() == MessagesExpired.NO_QUEUE) {
            queues.removeIf(queue -> queue.last() <= past.limitedTo());
            queues.replaceAll(queue -> queue.after(event, past.limitedTo()));
        } else if (next == null) {
            queues.removeIf(queue -> queue.begin() == event.queue());
        } else {
            queues.replaceAll(queue -> queue.begin() == event.queue() ? queue.without(event, next) : queue);
        }
    }

    void clear() {
        queues.clear();
    }

    /** A time at which nothing is alive that went by its own end, though the clock may have been set back. */
    Instant notBeforeTheLast(Instant now) {
        return Moments.later(past.at(), now);
    }

    /** What has gone. */
    Past past() {
        return past;
    }

    /** Whether a message with this end cannot queue behind the one before it. */
    private boolean beginsAnother(long sequence, Instant end) {
        if (queues.isEmpty()) {
            return true;
        }
        Queue tail = queues.get(queues.size() - 1);
        return tail.last() + 1 != sequence || end.isBefore(tail.latest());
    }

    /** Whether a message with this end, sent next, would be one queue too many. */
    boolean refuses(long lastSequence, Instant end) {
        return queues.size() >= MOST && beginsAnother(lastSequence + 1, end);
    }

    /** Whether a message that has an end has not gone by it; whatever the clock says now. */
    boolean has(long sequence) {
        return queues.stream().anyMatch(queue -> queue.has(sequence));
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
