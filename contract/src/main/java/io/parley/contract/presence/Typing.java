package io.parley.contract.presence;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;

/**
 * Somebody types. It is true for a few seconds, is kept nowhere, and may be lost.
 *
 * @param chatId in which chat
 * @param userId who
 */
public record Typing(ChatId chatId, UserId userId) {}
