package io.parley.contract.receipt;

import io.parley.contract.ParleyCommand;
import io.parley.contract.id.ReceiptsId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Commands that move a member's watermarks. Idempotent: a mark at or below the present one changes nothing and is no error.
 * Refused: {@code chat_not_found} if the marker is not in the chat, {@code beyond_last_sequence}.
 */
public sealed interface ReceiptCommand extends ParleyCommand {

    /** Whose receipts, in which chat. */
    ReceiptsId receiptsId();

    /** The sequence up to which, inclusive; positive. */
    long sequence();

    /**
     * A device has everything up to a sequence.
     *
     * @param receiptsId whose receipts, in which chat
     * @param sequence up to which, inclusive
     */
    record MarkDelivered(@TargetAggregateIdentifier ReceiptsId receiptsId, long sequence) implements ReceiptCommand {}

    /**
     * The user has read everything up to a sequence. Implies delivered.
     *
     * @param receiptsId whose receipts, in which chat
     * @param sequence up to which, inclusive
     */
    record MarkRead(@TargetAggregateIdentifier ReceiptsId receiptsId, long sequence) implements ReceiptCommand {}
}
