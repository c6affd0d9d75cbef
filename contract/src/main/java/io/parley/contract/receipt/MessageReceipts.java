package io.parley.contract.receipt;

import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has got and read a message.
 *
 * @param state how far it has got with all
 * @param members those to whom it was addressed, the sender aside
 */
public record MessageReceipts(DeliveryState state, List<MemberReceipt> members) {

    /**
     * How far it has got with one member.
     *
     * @param userId the member
     * @param deliveredAt when a device first acknowledged it; null if not yet
     * @param readAt when it was first marked as read; null if not yet
     */
    public record MemberReceipt(
            UserId userId,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}
}
