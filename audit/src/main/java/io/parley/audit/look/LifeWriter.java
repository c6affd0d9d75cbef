package io.parley.audit.look;

import io.parley.audit.look.MessageLife.Step;
import io.parley.contract.ParleyEvent;
import io.parley.contract.audit.Push;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.fanout.FanOutEvent;
import io.parley.contract.fanout.FanOutEvent.FanOutAbandoned;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaEvent.MediaAttached;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.infra.seal.LoggedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Picks from a chat's events, which are given in order, those that are a part of one message's life. */
final class LifeWriter {

    private final StoredEvents stored;
    private final MessageSent sent;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, List<Long>> filled = new HashMap<>();
    private final Set<UserId> delivered = new HashSet<>();
    private final Set<UserId> read = new HashSet<>();

    LifeWriter(StoredEvents stored, MessageSent sent, LoggedEvent event) {
        this.stored = stored;
        this.sent = sent;
        steps.add(new Step(event, "sent by " + sent.senderId()));
    }

    /** The next event of the chat. */
    void take(LoggedEvent event) {
        ParleyEvent said = stored.read(event).orElse(null);
        if (said instanceof MailboxesFilled fill && fill.sequence() == sent.sequence()) {
            filled.computeIfAbsent(fill.lane(), lane -> new ArrayList<>()).add(event.position());
        }
        String what = said == null ? "an event of its chat cannot be read" : what(said);
        if (what != null) {
            steps.add(new Step(event, what));
        }
    }

    /** What has become of it, and to whom it was pushed, of which the log says nothing. */
    MessageLife life(List<Push> pushes) {
        return new MessageLife(sent, steps, pushes);
    }

    /** The positions at which each lane of a group was brought it. */
    Map<Integer, List<Long>> filled() {
        return filled;
    }

    private @Nullable String what(ParleyEvent event) {
        if (event instanceof ReceiptAdvanced receipt) {
            return receipt(receipt);
        }
        if (event instanceof FanOutEvent fanOut) {
            return fanOut.sequence() == sent.sequence() ? fannedOut(fanOut) : null;
        }
        if (event instanceof MediaAttached attached) {
            return attached.messageId().equals(sent.messageId()) ? "media attached" : null;
        }
        String end = end(event);
        return end == null ? null : end + ", its key destroyed";
    }

    private static @Nullable String fannedOut(FanOutEvent event) {
        if (event instanceof MailboxesFilled filled) {
            return filled(filled);
        }
        return event instanceof FanOutAbandoned given
                ? "lane " + given.lane() + " given up after " + tries(given.tries())
                : null;
    }

    private @Nullable String end(ParleyEvent event) {
        if (event instanceof MessageRetracted retracted) {
            return retracted.sequence() == sent.sequence() ? "taken back" : null;
        }
        if (event instanceof MessagesExpired expired) {
            return isAmong(expired) ? "expired" : null;
        }
        if (event instanceof ChatPurged) {
            return "chat purged";
        }
        return event instanceof ChatExpired ? "chat expired" : null;
    }

    private static String filled(MailboxesFilled filled) {
        String what = "lane " + filled.lane() + " has it" + (filled.late() ? ", late" : "");
        return filled.tries() > 1 ? what + ", after " + tries(filled.tries()) : what;
    }

    private static String tries(int tries) {
        return tries == 1 ? "1 try" : tries + " tries";
    }

    /** Marks say up to which message; this one is reached once. */
    private @Nullable String receipt(ReceiptAdvanced receipt) {
        boolean isDelivered = receipt.delivered() >= sent.sequence() && delivered.add(receipt.userId());
        boolean isRead = receipt.read() >= sent.sequence() && read.add(receipt.userId());
        if (!isDelivered && !isRead) {
            return null;
        }
        String what = isDelivered && isRead ? "delivered to and read by " : isRead ? "read by " : "delivered to ";
        return what + receipt.userId();
    }

    private boolean isAmong(MessagesExpired expired) {
        return expired.ranges().stream()
                .anyMatch(range -> range.from() <= sent.sequence() && sent.sequence() <= range.to());
    }
}
