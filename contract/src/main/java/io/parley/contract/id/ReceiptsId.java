package io.parley.contract.id;

/**
 * The receipts of one member in one chat: an aggregate of its own, so that a thousand readers never queue behind a sender.
 *
 * @param chatId the chat
 * @param userId the member
 */
public record ReceiptsId(ChatId chatId, UserId userId) {

    /** {@code chatId/userId}: the aggregate's identifier in the store. */
    @Override
    public String toString() {
        return chatId + "/" + userId;
    }
}
