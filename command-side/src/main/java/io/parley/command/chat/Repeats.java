package io.parley.command.chat;

import io.parley.command.chat.SentWindow.Sent;
import io.parley.command.message.MessageVault;
import io.parley.command.message.SentMessages;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.Optional;

/** What was sent before in a chat: in its window, and beyond it in the log. */
final class Repeats {

    private final ChatId chatId;
    private final SentWindow window;
    private final SentMessages log;

    Repeats(ChatId chatId, SentWindow window, SentMessages log) {
        this.chatId = chatId;
        this.window = window;
        this.log = log;
    }

    /**
     * The message that has this identifier, if it was sent.
     *
     * @param idUsed whether the store knows the identifier. As a rule it says so only when it refuses the event; a message with media
     *     would be refused before that, for it has them already, so that for these the log is always asked
     * @throws Rejection {@code message_id_reused} if it was sent in another chat
     */
    Optional<Sent> earlier(SendMessage command, boolean idUsed) {
        Optional<Sent> earlier = window.find(command.messageId());
        boolean ask = earlier.isEmpty() && (idUsed || command.mediaId() != null);
        return ask ? log.find(command.messageId()).map(this::requireHere) : earlier;
    }

    private Sent requireHere(MessageSent message) {
        if (!message.chatId().equals(chatId)) {
            throw reused();
        }
        return Sent.of(message);
    }

    /**
     * Refuses another message with the identifier of an earlier one. Once a message's key is gone its content cannot be compared any
     * more: then the sender alone has to do.
     */
    void requireSame(SendMessage command, MessageContent content, Sent earlier, MessageVault vault) {
        boolean same = earlier.senderId().equals(command.senderId())
                && vault.mac(earlier.keyId(), content, command.replyTo(), command.mediaId())
                        .map(earlier.mac()::equals)
                        .orElse(true);
        if (!same) {
            throw reused();
        }
    }

    /** Refuses an answer to what is not in this chat. */
    void requireReplyable(SendMessage command) {
        MessageId replyTo = command.replyTo();
        boolean here = replyTo == null
                || (!replyTo.equals(command.messageId()) && find(replyTo).isPresent());
        if (!here) {
            throw new Rejection(ErrorCode.REPLY_NOT_FOUND, "The message replied to is not in this chat.");
        }
    }

    /** A message of this chat, however long ago it was sent. */
    Optional<Sent> find(MessageId messageId) {
        return window.find(messageId).or(() -> log.find(messageId)
                .filter(message -> message.chatId().equals(chatId))
                .map(Sent::of));
    }

    /** As {@link #find}, where there has to be one. */
    Sent require(MessageId messageId) {
        return find(messageId)
                .orElseThrow(() -> new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message."));
    }

    /**
     * Whether a message was taken back. What goes with the command that is being handled, or with others of its transaction, has its key
     * still: the window tells of those, and keys of what was taken back longer ago.
     */
    boolean isRetracted(MessageId messageId, Sent sent, MessageVault vault) {
        return window.isRetracted(messageId) || (!window.contains(messageId) && vault.isDestroyed(sent.keyId()));
    }

    private static Rejection reused() {
        return new Rejection(ErrorCode.MESSAGE_ID_REUSED, "The message id was used before, for something else.");
    }
}
