package io.parley.command.chat;

import io.parley.command.media.Attachments;
import io.parley.command.message.MessageVault;
import io.parley.command.message.MessageVault.SealedMessage;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.Retention;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Instant;

/**
 * Makes of a wish to send the message that is sent, where nothing stands in its way any more: claims the media that it bears and seals
 * what it says.
 */
final class Sending {

    private final MessageVault vault;
    private final Attachments attachments;

    Sending(MessageVault vault, Attachments attachments) {
        this.vault = vault;
        this.attachments = attachments;
    }

    /**
     * Where a message comes in its chat.
     *
     * @param sequence its number
     * @param now the present moment, which a chat's time may be ahead of
     * @param sentAt the time that it gets
     * @param retention what is in force in the chat
     * @param audience to whom it is addressed
     */
    record Place(long sequence, Instant now, Instant sentAt, Retention retention, Audience audience) {}

    /** The media come first: what is refused for them has made no key. */
    MessageSent message(SendMessage command, MessageContent said, Place place) {
        MessageContent content = said.with(attachments.attach(command, place.now()));
        SealedMessage sealed = vault.seal(command.chatId(), command.messageId(), content, command.replyTo());
        return new MessageSent(
                command.chatId(),
                command.messageId(),
                command.senderId(),
                place.sequence(),
                place.sentAt(),
                place.retention().expiryOf(place.sentAt()),
                place.audience(),
                sealed.content(),
                sealed.mac(),
                command.replyTo(),
                command.mediaId());
    }
}
