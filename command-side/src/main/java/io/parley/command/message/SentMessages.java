package io.parley.command.message;

import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.Optional;

/** Finds a message that was sent, however long ago, by its identifier: a look into the log. Blocking. */
public interface SentMessages {

    /** The event with which the message was sent; empty if no message has this identifier. */
    Optional<MessageSent> find(MessageId messageId);
}
