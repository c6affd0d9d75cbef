package io.parley.query.delivery;

import io.parley.contract.delivery.DeliveryStage;
import io.parley.contract.delivery.MessageDeliveries.MemberDelivery;
import io.parley.contract.id.UserId;
import io.parley.query.chat.KnownSpell;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands with one of its audience, by the read tables.
 *
 * @param lane the member's lane
 * @param untilPosition the position at which the spell ended that the message fell into; {@link KnownSpell#LASTING} if it lasts. What
 *     came to the lane after that was not for the member, nor for another spell of theirs
 * @param filling what came of it in the lane
 * @param deliveredAt as in receipts
 * @param readAt as in receipts
 */
record Standing(
        UserId userId,
        int lane,
        long untilPosition,
        LaneFilling filling,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt) {

    /** Whether the lane still waits for it. */
    boolean isPending() {
        return !filling.isFilled() && !filling.isAbandoned();
    }

    boolean isBrought() {
        return filling.isFilled() && filling.filledPosition() < untilPosition;
    }

    /** The position at which it entered the member's streams, if it {@linkplain #isBrought() was brought}. */
    long broughtAt() {
        return filling.filledPosition();
    }

    MemberDelivery delivery(int devices, int pendingTries) {
        boolean abandoned = isAbandoned();
        return new MemberDelivery(
                userId,
                abandoned ? DeliveryStage.ABANDONED : reached(devices),
                isBrought() ? filling.filledAt() : null,
                devices,
                deliveredAt,
                readAt,
                filling.tries(pendingTries),
                abandoned);
    }

    /** A mark that has passed over it does not make it brought: marks are of all up to a sequence, and this one was left out. */
    private boolean isAbandoned() {
        return filling.isAbandoned() && filling.abandonedPosition() < untilPosition && !isBrought();
    }

    private DeliveryStage reached(int devices) {
        if (readAt != null) {
            return DeliveryStage.READ;
        }
        if (deliveredAt != null) {
            return DeliveryStage.DELIVERED;
        }
        if (devices > 0) {
            return DeliveryStage.PUSHED;
        }
        return isBrought() ? DeliveryStage.FILLED : DeliveryStage.ACCEPTED;
    }
}
