package io.parley.api.delivery;

import io.parley.api.json.Words;
import io.parley.contract.delivery.MessageDeliveries;
import io.parley.contract.delivery.MessageDeliveries.MemberDelivery;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands.
 *
 * @param items those to whom it was addressed, the sender aside
 */
@Schema(name = "Deliveries", description = "Where a message stands with each of those to whom it was addressed.")
record DeliveriesBody(List<Item> items) {

    static DeliveriesBody of(MessageDeliveries deliveries) {
        return new DeliveriesBody(deliveries.items().stream().map(Item::of).toList());
    }

    /** Where it stands with one of them; see {@link MemberDelivery}. */
    @Schema(name = "Delivery", description = "Where a message stands with one member.")
    record Item(
            @Schema(format = "uuid") String userId,

            @Schema(
                    allowableValues = {"accepted", "filled", "pushed", "delivered", "read", "abandoned"},
                    description =
                            "The furthest it has got; abandoned: given up on its way to the mailbox, and not brought since.")
            String state,

            @Schema(description = "When it came into the member's mailbox.") @Nullable
            Instant filledAt,

            @Schema(
                    minimum = "0",
                    description =
                            "To how many of the member's devices it was pushed. After a crash fewer may be counted than there were.")
            int pushedTo,

            @Schema(description = "When a device first acknowledged it.") @Nullable
            Instant deliveredAt,

            @Schema(description = "When it was first marked as read.") @Nullable
            Instant readAt,

            @Schema(
                    minimum = "0",
                    description = "How often it was tried to bring it to the mailbox; 1 when all is well.")
            int tries,

            boolean abandoned) {

        static Item of(MemberDelivery delivery) {
            return new Item(
                    delivery.userId().toString(),
                    Words.of(delivery.stage()),
                    delivery.filledAt(),
                    delivery.pushedTo(),
                    delivery.deliveredAt(),
                    delivery.readAt(),
                    delivery.tries(),
                    delivery.abandoned());
        }
    }
}
