package io.parley.command.chat;

import io.parley.contract.id.ChatId;

/** The keys of chats. Keys are written in the transaction of the command that is being handled. */
public interface ChatKeys {

    /** Makes the chat's key, which wraps the leaf keys of its messages. */
    void create(ChatId chatId);
}
