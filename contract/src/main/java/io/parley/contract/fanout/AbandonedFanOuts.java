package io.parley.contract.fanout;

import io.parley.contract.id.LaneId;
import java.util.List;

/**
 * A page of what was given up and not brought since.
 *
 * @param items the oldest first
 * @param more whether there are more after them
 */
public record AbandonedFanOuts(List<AbandonedFanOut> items, boolean more) {

    /**
     * A message that some of a group's members were not brought.
     *
     * @param laneId whose
     * @param sequence the message's number in its chat
     * @param position the position of {@link FanOutEvent.FanOutAbandoned}
     * @param tries how often it was tried
     */
    public record AbandonedFanOut(LaneId laneId, long sequence, long position, int tries) {}
}
