package io.parley.audit.histories;

import io.parley.audit.histories.Operation.Origin;
import io.parley.audit.histories.Operation.Outcome;
import io.parley.audit.histories.Operation.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that was sent: the messages by their identifiers, and the chats. What is seen is held against it. */
final class Sendings {

    private final Map<String, Message> messages = new HashMap<>();
    private final Map<String, Chat> chats = new HashMap<>();
    private final List<Operation.Retract> retracted = new ArrayList<>();
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
        message.ends(send.expires(), send.expired(), origin.place());
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

    /** Notes that somebody took a message back; which that was is known only when all was sent. */
    void take(Operation.Retract retract) {
        if (retract.origin().outcome() != Outcome.REFUSED) {
            retracted.add(retract);
        }
    }

    /** From now on everything that was sent is known. */
    void allSent() {
        for (Operation.Retract retract : retracted) {
            Origin origin = retract.origin();
            Message message = messages.get(retract.messageId());
            if (message != null) {
                message.ends(
                        origin.began(),
                        origin.outcome() == Outcome.OK ? origin.ended() : Operation.OPEN,
                        origin.place());
            } else if (origin.outcome() == Outcome.OK) {
                findings.add(
                        Check.NOTHING_INVENTED,
                        List.of(origin.place()),
                        "message %s was taken back and never sent",
                        retract.messageId());
            }
        }
        chats.values().forEach(Chat::allSent);
    }

    /** Notes what a read shows of a message: what it says, or that it is gone. */
    void read(Origin by, Shown shown) {
        Message message = messages.get(shown.messageId());
        if (message == null) {
            return; // which was found already
        }
        if (!shown.gone()) {
            message.read(by.began(), by.place());
            return;
        }
        findings.looked(Check.GONE_STAYS_GONE);
        if (message.mayBeGone > by.ended()) {
            findings.add(
                    Check.GONE_STAYS_GONE,
                    List.of(by.place()),
                    "number %d (message %s) is gone, and nobody took it back",
                    shown.sequence(),
                    message.id);
        }
        message.ends(Operation.OPEN, by.ended(), by.place());
    }

    /** When all was taken: looks for what was gone and was read again. */
    void end() {
        for (Message message : messages.values()) {
            if (message.gone == Operation.OPEN) {
                continue;
            }
            findings.looked(Check.GONE_STAYS_GONE);
            if (message.readAgain > message.gone) {
                findings.add(
                        Check.GONE_STAYS_GONE,
                        List.of(message.goneAt, message.readAgainAt),
                        "number %d (message %s) was gone, and was read again",
                        message.sequence,
                        message.id);
            }
        }
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
            afterLeaving(by, message);
        }
    }

    private void afterLeaving(Origin by, Message message) {
        long left = message.chat.left(by.user());
        if (left == Operation.OPEN) {
            return;
        }
        findings.looked(Check.NOTHING_AFTER_LEAVING);
        if (message.began > left) {
            findings.add(
                    Check.NOTHING_AFTER_LEAVING,
                    List.of(message.place, by.place()),
                    "number %d (message %s) was sent when %s had left, and came to %s",
                    message.sequence,
                    message.id,
                    by.user(),
                    by.client());
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
