package io.parley.command.media;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaContent;
import java.util.Collection;

/**
 * Encrypts what media are, each under a leaf key of its own, until a message takes them up. Keys are written in the transaction of the
 * command being handled.
 */
public interface MediaVault {

    /**
     * Encrypts what media are under a new leaf key, wrapped by the chat's key.
     *
     * @throws Rejection {@code chat_gone} if the chat has no key any more
     */
    Ciphertext seal(ChatId chatId, MediaId mediaId, MediaContent content);

    /** Destroys leaf keys, with the current transaction; those that are gone already too. */
    void destroy(Collection<KeyId> keyIds);
}
