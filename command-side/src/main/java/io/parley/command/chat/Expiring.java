package io.parley.command.chat;

import io.parley.command.chat.ExpiryQueues.Queue;
import io.parley.contract.chat.Audience;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.log.ChatLog.Numbered;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
                of(queue).ifPresent(events::add);
            }
        }
        return events;
    }

    /**
     * What goes since it is older than the server lets messages be. What is due anyway goes first, for only then can be told from what
     * is to come what has gone.
     */
    List<MessagesExpired> of(ExpiryQueues ends, long from, long lastSequence, Duration longest) {
        List<Queue> due = ends.due(now);
        return due.isEmpty()
                ? new Limiting(chatId, audience, log, now, longest)
                        .of(from, lastSequence, ends.past()).stream().toList()
                : of(due);
    }

    private Optional<MessagesExpired> of(Queue queue) {
        List<Numbered> page = log.messagesAfter(chatId, queue.readTo(), left + 1);
        int count = countDue(queue, page);
        if (count == 0) {
            return Optional.empty();
        }
        left -= count;
        Numbered last = page.get(count - 1);
        boolean all = last.message().sequence() == queue.last();
        List<MessageSent> gone =
                page.subList(0, count).stream().map(Numbered::message).toList();
        return Optional.of(new MessagesExpired(
                chatId,
                List.of(new SequenceRange(gone.get(0).sequence(), last.message().sequence())),
                gone.stream().map(message -> message.content().keyId()).toList(),
                audience,
                queue.begin(),
                last.number(),
                all ? null : page.get(count).message().expiresAt(),
                now));
    }

    /**
     * How many of a queue's next messages go. If others were sent a moment ago and are not in the log yet, the last that is there waits
     * for them: without them it cannot be said when the next one goes.
     */
    private int countDue(Queue queue, List<Numbered> page) {
        int count = 0;
        while (count < Math.min(left, page.size())
                && isDue(queue, page.get(count).message())) {
            count++;
        }
        boolean cut = count == page.size()
                && count > 0
                && page.get(count - 1).message().sequence() < queue.last();
        return cut ? count - 1 : count;
    }

    private boolean isDue(Queue queue, MessageSent message) {
        Instant end = message.expiresAt();
        return message.sequence() <= queue.last() && end != null && !end.isAfter(now);
    }
}
