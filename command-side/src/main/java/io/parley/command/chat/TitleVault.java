package io.parley.command.chat;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;

/** Encrypts the titles of groups. */
public interface TitleVault {

    /**
     * Encrypts a title under a new leaf key below the chat's key, in the current transaction.
     *
     * @throws io.parley.contract.error.Rejection {@code chat_gone} if the chat's key is gone
     */
    Ciphertext seal(ChatId chatId, Confidential title);
}
