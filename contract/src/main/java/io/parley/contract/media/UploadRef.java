package io.parley.contract.media;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.UserId;

/**
 * Which upload, and whose: one that belongs to another chat or to somebody else is none.
 *
 * @param chatId the chat in which the media may be sent
 * @param mediaId the media that the upload becomes
 * @param uploaderId who uploads
 */
public record UploadRef(ChatId chatId, MediaId mediaId, UserId uploaderId) {}
