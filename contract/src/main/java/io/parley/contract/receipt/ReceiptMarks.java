package io.parley.contract.receipt;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;

/**
 * A member's watermarks in a chat, as they stand.
 *
 * @param chatId the chat
 * @param userId whose marks
 * @param delivered everything up to this sequence has reached a device
 * @param read everything up to this sequence was read
 */
public record ReceiptMarks(ChatId chatId, UserId userId, long delivered, long read) {}
