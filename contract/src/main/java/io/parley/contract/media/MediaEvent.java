package io.parley.contract.media;

import io.parley.contract.ParleyEvent;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happened to media. */
public sealed interface MediaEvent extends ParleyEvent {

    /** The media. */
    MediaId mediaId();

    /** The chat. */
    ChatId chatId();

    /**
     * Media were uploaded: their objects are in the store. A message may take them up.
     *
     * @param mediaId the media
     * @param chatId the chat in which they may be sent
     * @param uploaderId who uploaded them
     * @param objects the objects in the store
     * @param size how many bytes the media have
     * @param content {@link MediaContent}, under a leaf key of its own, which is destroyed when a message takes them up
     * @param uploadedAt when, to the millisecond
     */
    @Revision("1")
    record MediaUploaded(
            MediaId mediaId,
            ChatId chatId,
            UserId uploaderId,
            List<MediaObjectId> objects,
            long size,
            Ciphertext content,
            Instant uploadedAt)
            implements MediaEvent {

        /** The list is kept as it is now. */
        public MediaUploaded {
            objects = List.copyOf(objects);
        }
    }

    /**
     * A message has taken media up: what they are is part of what it says, under its key.
     *
     * @param mediaId the media
     * @param chatId the chat
     * @param messageId the message
     * @param sequence its number in the chat
     * @param key the key under which the media's content was, which is destroyed
     * @param attachedAt when this was noted, to the millisecond
     */
    @Revision("1")
    record MediaAttached(
            MediaId mediaId, ChatId chatId, MessageId messageId, long sequence, KeyId key, Instant attachedAt)
            implements MediaEvent {}

    /**
     * The store has confirmed that it has none of the media's objects any more.
     *
     * @param mediaId the media
     * @param chatId the chat
     * @param objects the objects
     * @param reason why they had to go
     * @param key the key under which the media's content was, which is destroyed
     * @param deletedAt when this was noted, to the millisecond
     */
    @Revision("1")
    record MediaDeleted(
            MediaId mediaId,
            ChatId chatId,
            List<MediaObjectId> objects,
            DeletionReason reason,
            KeyId key,
            Instant deletedAt)
            implements MediaEvent {

        /** The list is kept as it is now. */
        public MediaDeleted {
            objects = List.copyOf(objects);
        }
    }
}
