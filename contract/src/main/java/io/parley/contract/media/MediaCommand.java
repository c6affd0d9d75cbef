package io.parley.contract.media;

import io.parley.contract.ParleyCommand;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Commands about media. That a message takes them up is the message's own command. */
public sealed interface MediaCommand extends ParleyCommand {

    /** The media. */
    MediaId mediaId();

    /**
     * Makes known what was uploaded, once all its objects are in the store. The same again changes nothing. Answer: the
     * {@link MediaId}. Refused: {@code chat_gone} if the chat has no key any more. Whether the uploader is in the chat is the edge's to
     * ask, before it takes the bytes: who has left since can send no message with them.
     *
     * @param mediaId the media
     * @param chatId the chat in which they may be sent
     * @param uploaderId who uploaded them, and alone may send them
     * @param content what they are
     */
    record UploadMedia(
            @TargetAggregateIdentifier MediaId mediaId, ChatId chatId, UserId uploaderId, MediaContent content)
            implements MediaCommand {}

    /**
     * Notes that a message has taken media up. The same again changes nothing.
     *
     * @param mediaId the media
     * @param messageId the message
     * @param sequence its number in the chat
     */
    record AttachMedia(@TargetAggregateIdentifier MediaId mediaId, MessageId messageId, long sequence)
            implements MediaCommand {}

    /**
     * Notes that the store has confirmed that the bytes are gone. The same again changes nothing.
     *
     * @param mediaId the media
     * @param reason why they had to go
     */
    record DeleteMedia(@TargetAggregateIdentifier MediaId mediaId, DeletionReason reason) implements MediaCommand {}
}
