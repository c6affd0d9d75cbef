package io.parley.api.events;

import io.parley.api.message.MessageBody;
import io.parley.contract.Confidential;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.message.MessageView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what events say: the text of messages and titles, and the messages that fills bring, which are elsewhere in the log. Each
 * is asked for once for a whole list of events. Blocking.
 */
final class Contents {

    private final MessageReader messages;
    private final TitleReader titles;
    private final EventsByPosition log;
    private final HeardMessages heard;
    private final LatelyEnded ended;

    Contents(MessageReader messages, TitleReader titles, EventsByPosition log, HeardMessages heard, LatelyEnded ended) {
        this.messages = messages;
        this.titles = titles;
        this.log = log;
        this.heard = heard;
        this.ended = ended;
    }

    /** What these events say. What one of them ends is not read, whether its key is destroyed yet or not. */
    Said read(List<LoggedEvent> events) {
        events.forEach(logged -> ended.note(logged.event()));
        Map<Long, MessageSent> brought = brought(events);
        List<Ciphertext> sealedMessages = new ArrayList<>(events.size());
        List<Ciphertext> sealedTitles = new ArrayList<>(0);
        brought.values().forEach(sent -> add(Source.of(sent), sent.content(), sealedMessages));
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof MessageSent sent && sent.audience() instanceof Audience.Pair) {
                add(Source.of(sent), sent.content(), sealedMessages);
            } else if (logged.event() instanceof GroupOpened opened) {
                add(Source.of(opened), opened.title(), sealedTitles);
            } else if (logged.event() instanceof TitleChanged changed) {
                add(Source.of(changed), changed.title(), sealedTitles);
            }
        }
        return new Said(
                brought,
                sealedMessages.isEmpty() ? Map.of() : messages.read(sealedMessages),
                sealedTitles.isEmpty() ? Map.of() : titles.read(sealedTitles));
    }

    private void add(Source source, Ciphertext sealed, List<Ciphertext> wanted) {
        if (!ended.has(source)) {
            wanted.add(sealed);
        }
    }

    /** The messages that are brought by those of the events that are fills, by position. */
    private Map<Long, MessageSent> brought(List<LoggedEvent> events) {
        Map<Long, MessageSent> found = new HashMap<>();
        Set<Long> elsewhere = new HashSet<>();
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof MailboxesFilled filled && !ended.isGone(filled.chatId())) {
                MessageSent sent = heard.broughtBy(filled);
                if (sent == null) {
                    elsewhere.add(filled.messagePosition());
                } else {
                    found.put(filled.messagePosition(), sent);
                }
            }
        }
        if (!elsewhere.isEmpty()) {
            addFromLog(elsewhere, found);
        }
        return found;
    }

    private void addFromLog(Collection<Long> positions, Map<Long, MessageSent> found) {
        List<Long> sorted = positions.stream().sorted().toList();
        for (LoggedEvent logged : log.at(sorted)) {
            if (logged.event() instanceof MessageSent sent) {
                found.put(logged.position(), sent);
            }
        }
    }

    /**
     * What some events say.
     *
     * @param brought the messages that fills bring, by position
     * @param texts of messages
     * @param titles of groups
     */
    record Said(
            Map<Long, MessageSent> brought,
            Map<Ciphertext, MessageContent> texts,
            Map<Ciphertext, Confidential> titles) {

        /** A message; null if its key is gone. */
        @Nullable
        MessageBody message(MessageSent sent) {
            MessageContent content = texts.get(sent.content());
            return content == null ? null : body(sent, content);
        }

        /** The message that a fill brings; null if its key is gone. */
        @Nullable
        MessageBody message(MailboxesFilled filled) {
            MessageSent sent = brought.get(filled.messagePosition());
            MessageBody body = sent == null ? null : message(sent);
            return body != null && filled.late() ? body.comingLate() : body;
        }

        /** Where the text comes from that a fill brings; null if it brings none. */
        @Nullable
        Source source(MailboxesFilled filled) {
            MessageSent sent = brought.get(filled.messagePosition());
            return sent == null ? null : Source.of(sent);
        }

        /** A title; null if its key is gone. */
        @Nullable
        Confidential title(Ciphertext sealed) {
            return titles.get(sealed);
        }

        private static MessageBody body(MessageSent sent, MessageContent content) {
            return MessageBody.of(new MessageView(
                    sent.messageId(),
                    sent.chatId(),
                    sent.senderId(),
                    sent.sequence(),
                    sent.sentAt(),
                    sent.expiresAt(),
                    content,
                    sent.replyTo()));
        }
    }
}
