package io.parley.command.message;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageContent;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Encrypts messages, each under a leaf key of its own. Keys are written in the transaction of the command being handled. */
public interface MessageVault {

    /**
     * Encrypts a message under a new leaf key, wrapped by the chat's key, and computes the content's {@link Mac} under it.
     *
     * @param content what is said; the mac covers its text and which media it bears
     * @param replyTo the message answered, which is part of what the mac covers
     */
    SealedMessage seal(ChatId chatId, MessageId messageId, MessageContent content, @Nullable MessageId replyTo);

    /**
     * The mac that this content would have under an existing leaf key; empty once the key is gone.
     *
     * @param keyId the leaf key of the message that was sent before
     * @param content the content, whose media need not be there
     * @param mediaId the media that the message bears; null for none
     */
    Optional<Mac> mac(KeyId keyId, MessageContent content, @Nullable MessageId replyTo, @Nullable MediaId mediaId);

    /** Whether a leaf key of an earlier transaction has been destroyed. Asks the store, not memory. */
    boolean isDestroyed(KeyId keyId);

    /** Destroys leaf keys, with the current transaction; those that are gone already too. */
    void destroy(Collection<KeyId> keyIds);

    /**
     * A message as it rests.
     *
     * @param content the ciphertext
     * @param mac the content's mac
     */
    record SealedMessage(Ciphertext content, Mac mac) {}
}
