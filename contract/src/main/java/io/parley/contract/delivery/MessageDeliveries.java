package io.parley.contract.delivery;

import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands with each of its audience.
 *
 * @param items those to whom it was addressed when it was sent, the sender aside, in order of joining
 */
public record MessageDeliveries(List<MemberDelivery> items) {

    /**
     * Where it stands with one of them.
     *
     * @param userId who
     * @param stage how far it has got
     * @param filledAt when it came into the mailbox; null if it has not, or if that was not recorded at the time
     * @param pushedTo to how many of the member's devices it was pushed, see {@link PushedDevices}
     * @param deliveredAt when a device first acknowledged it; null if not yet
     * @param readAt when it was first marked as read; null if not yet
     * @param tries how often it was tried to bring it to the member's lane, the time that succeeded included; 0 before the first
     * @param abandoned whether it was given up and not brought since
     */
    public record MemberDelivery(
            UserId userId,
            DeliveryStage stage,
            @Nullable Instant filledAt,
            int pushedTo,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            int tries,
            boolean abandoned) {}
}
