package io.parley.audit.histories;

import io.parley.audit.histories.Operation.Origin;
import io.parley.audit.histories.Operation.Outcome;
import io.parley.audit.histories.Operation.Shown;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that was sent: the messages by their identifiers, and the chats. What is seen is held against it. */
final class Sendings {

    private final Map<String, Message> messages = new HashMap<>();
    private final Map<String, Chat> chats = new HashMap<>();
    private final Findings findings;

    Sendings(Findings findings) {
        this.findings = findings;
    }

    Chat chat(String id) {
        return chats.computeIfAbsent(id, Chat::new);
    }

    Collection<Chat> chats() {
        return chats.values();
    }

    int count() {
        return messages.size();
    }

    /** Notes an attempt. One that was refused had no effect; one of unknown outcome may have had, at any time since. */
    void take(Operation.Send send) {
        Origin origin = send.origin();
        Chat chat = chat(origin.chat());
        Message message = messages.computeIfAbsent(send.messageId(), id -> first(chat, send));
        if (origin.outcome() == Outcome.REFUSED) {
            return;
        }
        message.attempted(origin.began());
        if (origin.outcome() != Outcome.OK) {
            return;
        }
        message.accepted(origin.ended(), origin.place());
        if (isOf(chat, message, origin.place())) {
            number(message, send.sequence(), origin.place());
            chat.accepted(message, origin.client(), send.sequence());
        }
    }

    private static Message first(Chat chat, Operation.Send send) {
        Message message = new Message(chat, send);
        chat.messages.add(message);
        return message;
    }

    private boolean isOf(Chat chat, Message message, Place place) {
        if (message.chat == chat) {
            return true;
        }
        findings.add(
                Check.ONE_NUMBER,
                List.of(message.place, place),
                "message %s is in two chats, %s and %s",
                message.id,
                message.chat.id,
                chat.id);
        return false;
    }

    /** Notes that somebody was shown a message. */
    void seen(Origin by, Shown shown) {
        findings.looked(Check.NOTHING_INVENTED);
        Message message = messages.get(shown.messageId());
        if (message == null) {
            invented(by, shown, "was never sent");
            return;
        }
        if (!message.canHaveBeenTaken()) {
            invented(by, shown, "was refused whenever it was sent");
        } else if (message.began > by.ended()) {
            invented(by, shown, "was sent only later");
        }
        if (!shown.sender().isEmpty() && !shown.sender().equals(message.user)) {
            invented(by, shown, "was sent by somebody else");
        }
        if (isOf(chat(by.chat()), message, by.place())) {
            number(message, shown.sequence(), by.place());
            message.known(by.ended(), by.place());
        }
    }

    private void invented(Origin by, Shown shown, String what) {
        findings.add(Check.NOTHING_INVENTED, List.of(by.place()), "message %s is seen and %s", shown.messageId(), what);
    }

    private void number(Message message, long sequence, Place place) {
        findings.looked(Check.ONE_NUMBER);
        Place numbered = message.numberedAt;
        if (numbered == null) {
            message.sequence = sequence;
            message.numberedAt = place;
        } else if (message.sequence != sequence) {
            findings.add(
                    Check.ONE_NUMBER,
                    List.of(numbered, place),
                    "message %s has number %d and number %d",
                    message.id,
                    message.sequence,
                    sequence);
        }
        Message other = message.chat.number(sequence, message);
        if (other != message) {
            findings.add(
                    Check.ONE_NUMBER,
                    List.of(other.numberedAt == null ? other.place : other.numberedAt, place),
                    "messages %s and %s both have number %d",
                    other.id,
                    message.id,
                    sequence);
        }
    }
}
