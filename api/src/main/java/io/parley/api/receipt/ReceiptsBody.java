package io.parley.api.receipt;

import io.parley.api.json.Words;
import io.parley.contract.receipt.MessageReceipts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has got and read a message.
 *
 * @param state how far it has got with all
 * @param members those to whom it was addressed, the sender aside
 */
@Schema(name = "Receipts", description = "Who has got and read a message.")
record ReceiptsBody(
        @Schema(
                allowableValues = {"sent", "delivered", "read"},
                description = "How far it has got with all of them who are still members.")
        String state,

        List<Member> members) {

    static ReceiptsBody of(MessageReceipts receipts) {
        return new ReceiptsBody(
                Words.of(receipts.state()),
                receipts.members().stream().map(Member::of).toList());
    }

    /**
     * How far it has got with one member.
     *
     * @param userId who
     * @param deliveredAt when a device first acknowledged it; null if not yet
     * @param readAt when it was first marked as read; null if not yet
     */
    @Schema(name = "MemberReceipt", description = "How far a message has got with one member.")
    record Member(
            @Schema(format = "uuid") String userId,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {

        static Member of(MessageReceipts.MemberReceipt receipt) {
            return new Member(receipt.userId().toString(), receipt.deliveredAt(), receipt.readAt());
        }
    }
}
