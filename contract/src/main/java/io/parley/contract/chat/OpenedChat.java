package io.parley.contract.chat;

import io.parley.contract.id.ChatId;

/**
 * The answer to commands that open a chat.
 *
 * @param chatId the chat: a new one, or the pair's living one
 * @param created whether this command made it
 */
public record OpenedChat(ChatId chatId, boolean created) {}
