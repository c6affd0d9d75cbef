package io.parley.api.events;

import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.receipt.ReceiptMarks;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A member's marks as they stand: the data of an event {@code receipt}.
 *
 * @param chatId the chat
 * @param userId whose marks
 * @param delivered everything up to this sequence has reached a device
 * @param read everything up to this sequence was read
 */
@Schema(
        description =
                "The data of an event `receipt`: a member's marks as they stand. Marks never go back; one that is lower"
                        + " than what the client has is an older one.")
record ReceiptBody(String chatId, String userId, long delivered, long read) {

    static ReceiptBody of(ReceiptAdvanced advanced) {
        return new ReceiptBody(
                advanced.chatId().toString(), advanced.userId().toString(), advanced.delivered(), advanced.read());
    }

    static ReceiptBody of(ReceiptMarks marks) {
        return new ReceiptBody(marks.chatId().toString(), marks.userId().toString(), marks.delivered(), marks.read());
    }
}
