package io.parley.command.chat;

import io.parley.contract.id.ChatId;
import java.time.Instant;

/**
 * When a chat is to be asked what has had its time there. A chat has one deadline at most, the earliest that was armed; when it is due,
 * {@link io.parley.contract.message.MessageCommand.ExpireMessages} is sent, and what comes of it arms the next. One too many does no
 * harm, so none is ever cancelled.
 */
public interface ExpiryDeadlines {

    /** Arms a deadline in the current transaction: it is as durable as the events of the command that is being handled. */
    void arm(ChatId chatId, Instant at);
}
