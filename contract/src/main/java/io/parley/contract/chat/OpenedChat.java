package io.parley.contract.chat;

import io.parley.contract.id.ChatId;

/**
 * The answer to {@link ChatCommand.OpenDirectChat}.
 *
 * @param chatId the pair's living chat
 * @param created whether this command made it
 */
public record OpenedChat(ChatId chatId, boolean created) {}
