package io.parley.command.chat;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import java.util.List;

/** The keys of chats. Keys are written in the transaction of the command that is being handled. */
public interface ChatKeys {

    /** Makes the chat's key, which wraps the leaf keys of its messages. */
    void create(ChatId chatId);

    /**
     * Destroys the chat's key, with the current transaction: nothing that was said in the chat can be read any more.
     *
     * @return what was destroyed; empty if there was nothing left
     */
    List<KeyId> destroy(ChatId chatId);
}
