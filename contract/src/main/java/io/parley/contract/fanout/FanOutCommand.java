package io.parley.contract.fanout;

import io.parley.contract.ParleyCommand;
import io.parley.contract.id.LaneId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Commands to a lane. The platform gives them to itself. */
public sealed interface FanOutCommand extends ParleyCommand {

    /** The lane. */
    LaneId laneId();

    /** The message's number in its chat. */
    long sequence();

    /**
     * Brings a message to the mailboxes of a lane's members. Idempotent, and in order whatever comes when: what was done before is
     * not done again, and what comes before its predecessor changes nothing. Answer: {@link FillAnswer}.
     *
     * @param laneId the lane
     * @param sequence the message's number in its chat
     * @param messagePosition the position of the message's event
     * @param begins the sequence after which the lane begins, see {@link io.parley.contract.chat.Audience.Group#lanes()}
     * @param tries which try it is, from 1
     */
    record FillMailboxes(
            @TargetAggregateIdentifier LaneId laneId, long sequence, long messagePosition, long begins, int tries)
            implements FanOutCommand {}

    /**
     * Gives up a message for a lane, so that the next may be brought there. Answer and order as with {@link FillMailboxes}.
     *
     * @param laneId the lane
     * @param sequence the message's number in its chat
     * @param messagePosition the position of the message's event
     * @param begins the sequence after which the lane begins
     * @param tries how often it was tried
     */
    record AbandonFanOut(
            @TargetAggregateIdentifier LaneId laneId, long sequence, long messagePosition, long begins, int tries)
            implements FanOutCommand {}

    /**
     * Brings a message after all that was given up before: it comes late, after those that came later. An operator's command.
     * Refused: {@code message_not_found} if it was not given up, or was brought since.
     *
     * @param laneId the lane
     * @param sequence the message's number in its chat
     */
    record RestartFanOut(@TargetAggregateIdentifier LaneId laneId, long sequence) implements FanOutCommand {}
}
