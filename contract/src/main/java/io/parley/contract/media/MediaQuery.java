package io.parley.contract.media;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.UserId;

/** Questions about media. */
public sealed interface MediaQuery<A> extends ParleyQuery<A> {

    /**
     * Media, with what it takes to read them. Refused: {@code media_not_found} if there are none, to who is not in their chat or may
     * not see their message, and once their message was taken back or has expired; {@code chat_gone}.
     *
     * @param mediaId the media
     * @param viewer who asks
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindMedia(MediaId mediaId, UserId viewer, long atLeast) implements MediaQuery<FoundMedia> {
        @Override
        public Class<FoundMedia> answerType() {
            return FoundMedia.class;
        }
    }

    /**
     * Whether somebody may upload to a chat: refused as {@code chat_not_found} or {@code chat_gone} if not.
     *
     * @param chatId the chat
     * @param uploader who wants to
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record MayUpload(ChatId chatId, UserId uploader, long atLeast) implements MediaQuery<Allowed> {
        @Override
        public Class<Allowed> answerType() {
            return Allowed.class;
        }
    }

    /**
     * Media that were found.
     *
     * @param chatId their chat
     * @param content what they are
     */
    record FoundMedia(ChatId chatId, MediaContent content) {}

    /**
     * Somebody may.
     *
     * @param chatId in this chat
     */
    record Allowed(ChatId chatId) {}
}
