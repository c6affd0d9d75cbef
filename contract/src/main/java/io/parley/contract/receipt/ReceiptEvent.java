package io.parley.contract.receipt;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happened to receipts. */
public sealed interface ReceiptEvent extends ParleyEvent {

    /**
     * A member's watermarks moved, one or both.
     *
     * @param chatId the chat
     * @param userId whose marks
     * @param delivered everything up to this sequence has reached a device
     * @param read everything up to this sequence was read; never above {@code delivered}
     * @param markedAt when, to the millisecond
     * @param audience who was in the chat, the marker included
     */
    @Revision("1")
    record ReceiptAdvanced(ChatId chatId, UserId userId, long delivered, long read, Instant markedAt, Audience audience)
            implements ReceiptEvent {}
}
