package io.parley.command.chat;

import io.parley.command.chat.ExpiryQueues.Queue;
import io.parley.contract.chat.Audience;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.log.ChatLog.Numbered;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the log which messages of a chat have had their time. Decides only; the chat applies. */
final class Expiring {

    /** How many messages go by one command at most, so that what is sent meanwhile need not wait long. */
    static final int MOST_AT_ONCE = 500;

    private final ChatId chatId;
    private final Audience audience;
    private final ChatLog log;
    private final Instant now;
    private int left = MOST_AT_ONCE;

    Expiring(ChatId chatId, Audience audience, ChatLog log, Instant now) {
        this.chatId = chatId;
        this.audience = audience;
        this.log = log;
        this.now = now;
    }

    /** What goes of these queues, the first of them first. */
    List<MessagesExpired> of(List<Queue> due) {
        List<MessagesExpired> events = new ArrayList<>();
        for (Queue queue : due) {
            if (left > 0) {
                events.add(of(queue));
            }
        }
        return events;
    }

    private MessagesExpired of(Queue queue) {
        Head head = new Head(queue);
        List<Numbered> page;
        do {
            page = log.messagesAfter(chatId, head.upTo, MOST_AT_ONCE + 1);
        } while (head.takeAll(page));
        left -= head.gone.size();
        List<KeyId> keys =
                head.gone.stream().map(message -> message.content().keyId()).toList();
        return new MessagesExpired(chatId, ranges(head.gone), keys, audience, queue.begin(), head.upTo, head.next, now);
    }

    private static List<SequenceRange> ranges(List<MessageSent> messages) {
        List<SequenceRange> ranges = new ArrayList<>();
        for (MessageSent message : messages) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).to() + 1 == message.sequence()) {
                ranges.set(last, new SequenceRange(ranges.get(last).from(), message.sequence()));
            } else {
                ranges.add(new SequenceRange(message.sequence(), message.sequence()));
            }
        }
        return ranges;
    }

    /** The head of a queue while it is being read. */
    private final class Head {

        private final Queue queue;
        private final List<MessageSent> gone = new ArrayList<>();
        private long upTo;
        private @Nullable Instant next;

        private Head(Queue queue) {
            this.queue = queue;
            this.upTo = queue.readTo();
        }

        /** Takes what is due from a page; true if what comes after it is wanted too. */
        private boolean takeAll(List<Numbered> page) {
            for (Numbered numbered : page) {
                MessageSent message = numbered.message();
                Instant end = message.expiresAt();
                if (end != null && (end.isAfter(now) || gone.size() == left)) {
                    next = end;
                    return false;
                }
                if (end != null) {
                    gone.add(message);
                }
                upTo = numbered.number();
                if (message.sequence() == queue.last()) {
                    return false;
                }
            }
            if (page.isEmpty()) {
                next = now; // the rest was sent a moment ago and is not in the log yet
            }
            return !page.isEmpty();
        }
    }
}
