package io.parley.command.chat;

import io.parley.command.chat.ExpiryQueues.Past;
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

/**
 * Reads from the log which of a chat's messages are older than the server lets messages be. Since times never decrease along the
 * sequence, that is always the beginning of the chat. To be asked only while nothing else in the chat is due: then a message with an end
 * of its own lives if, and only if, that end is ahead. Decides only; the chat applies.
 */
final class Limiting {

    /** How many pages are passed over at most, of messages that are gone already, behind the one to begin with. */
    private static final int MOST_PAGES = 40;

    /** How many events are read through, rather than to look once more where it is that one is to begin. */
    private static final int NEAR = Expiring.MOST_AT_ONCE;

    private final ChatId chatId;
    private final Audience audience;
    private final ChatLog log;
    private final Instant now;
    private final Duration longest;
    private final List<Numbered> gone = new ArrayList<>();

    Limiting(ChatId chatId, Audience audience, ChatLog log, Instant now, Duration longest) {
        this.chatId = chatId;
        this.audience = audience;
        this.log = log;
        this.now = now;
        this.longest = longest;
    }

    /**
     * What goes.
     *
     * @param from the sequence before which all is gone
     * @param lastSequence that of the chat's last message
     * @param past what went before
     */
    Optional<MessagesExpired> of(long from, long lastSequence, Past past) {
        long begin = Math.max(from, past.limitedTo() + 1);
        long after = numberBefore(begin, past.numberBefore(begin));
        List<Numbered> page = List.of();
        for (int pages = 0; pages < MOST_PAGES && gone.isEmpty(); pages++) {
            page = log.messagesAfter(chatId, after, Expiring.MOST_AT_ONCE);
            if (!takeFrom(page, lastSequence, past)) {
                break;
            }
            after = page.get(page.size() - 1).number() - 1;
        }
        return gone.isEmpty() ? Optional.empty() : Optional.of(event(page));
    }

    /**
     * A number not far below that of a message. From a sequence alone it cannot be told: a chat of which messages went one by one has as
     * many events of that, and to read through them all would take longer the longer the chat has been.
     *
     * @param below a number below the message's
     */
    private long numberBefore(long sequence, long below) {
        long low = below;
        long step = NEAR;
        while (isBefore(low + step, sequence)) {
            low += step;
            step *= 2;
        }
        long high = low + step;
        while (high - low > NEAR) {
            long middle = low + (high - low) / 2;
            if (isBefore(middle, sequence)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(long number, long sequence) {
        List<Numbered> next = log.messagesAfter(chatId, number, 1);
        return !next.isEmpty() && next.get(0).message().sequence() <= sequence;
    }

    /** Takes what is too old from a page; whether what comes after it may be too old as well. */
    private boolean takeFrom(List<Numbered> page, long lastSequence, Past past) {
        for (Numbered numbered : page) {
            MessageSent message = numbered.message();
            if (message.sentAt().plus(longest).isAfter(now)) {
                return false;
            }
            if (numbered == page.get(page.size() - 1) && message.sequence() != lastSequence) {
                return page.size() > 1; // it is taken with what follows it, of which it must be known when it goes
            }
            Instant end = message.expiresAt();
            if (message.sequence() > past.limitedTo() && (end == null || end.isAfter(now))) {
                gone.add(numbered);
            }
        }
        return false;
    }

    private MessagesExpired event(List<Numbered> page) {
        Numbered last = gone.get(gone.size() - 1);
        Instant following = page.stream()
                .filter(numbered -> numbered.number() > last.number())
                .findFirst()
                .map(numbered -> numbered.message().expiresAt())
                .orElse(null);
        List<MessageSent> messages = gone.stream().map(Numbered::message).toList();
        return new MessagesExpired(
                chatId,
                ranges(messages),
                messages.stream().map(message -> message.content().keyId()).toList(),
                audience,
                MessagesExpired.NO_QUEUE,
                last.number(),
                following,
                now);
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
}
