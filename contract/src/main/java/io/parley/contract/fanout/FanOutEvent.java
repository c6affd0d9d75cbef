package io.parley.contract.fanout;

import io.parley.contract.ParleyEvent;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.LaneId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happened to the messages of a group on their way to its members. */
public sealed interface FanOutEvent extends ParleyEvent {

    /** The group. */
    ChatId chatId();

    /** The lane's number in the group. */
    int lane();

    /** The message's number in the group. */
    long sequence();

    /** The lane as an aggregate. */
    default LaneId laneId() {
        return new LaneId(chatId(), lane());
    }

    /**
     * A message was brought to the mailboxes of those members of a lane who were in the group when it was sent and still are, see
     * {@link io.parley.contract.chat.Spell#isBrought}. At this event's position it enters their streams.
     *
     * @param chatId the group
     * @param lane the lane's number
     * @param sequence the message's number
     * @param messagePosition the position of the message's event, where all else about it stands
     * @param late whether it had been given up, so that it comes after messages that were sent later
     * @param tries how often it was tried, this time included; at least 1
     * @param filledAt when, to the millisecond
     */
    @Revision("1")
    record MailboxesFilled(
            ChatId chatId, int lane, long sequence, long messagePosition, boolean late, int tries, Instant filledAt)
            implements FanOutEvent {

        /** What was stored before tries were counted is read with none, and then counts as done at the first. */
        public MailboxesFilled {
            tries = Math.max(1, tries);
        }
    }

    /**
     * A message was given up for a lane after too many tries, so that the next could be brought.
     *
     * @param chatId the group
     * @param lane the lane's number
     * @param sequence the message's number
     * @param messagePosition the position of the message's event
     * @param tries how often it was tried
     * @param abandonedAt when, to the millisecond
     */
    @Revision("1")
    record FanOutAbandoned(ChatId chatId, int lane, long sequence, long messagePosition, int tries, Instant abandonedAt)
            implements FanOutEvent {}
}
