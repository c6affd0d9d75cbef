package io.parley.api.receipt;

import io.parley.contract.receipt.MessageReceipts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who has got and read a message.
 *
 * @param state how far it has got with all
 * @param members those to whom it was addressed, the sender aside
 */
record ReceiptsBody(String state, List<Member> members) {

    static ReceiptsBody of(MessageReceipts receipts) {
        return new ReceiptsBody(
                receipts.state().name().toLowerCase(Locale.ROOT),
                receipts.members().stream().map(Member::of).toList());
    }

    /**
     * How far it has got with one member.
     *
     * @param userId who
     * @param deliveredAt when a device first acknowledged it; null if not yet
     * @param readAt when it was first marked as read; null if not yet
     */
    record Member(
            String userId,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {

        static Member of(MessageReceipts.MemberReceipt receipt) {
            return new Member(receipt.userId().toString(), receipt.deliveredAt(), receipt.readAt());
        }
    }
}
