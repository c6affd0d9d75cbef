package io.parley.api.testing;

import io.parley.contract.ParleyQuery;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaQuery.Allowed;
import io.parley.contract.media.MediaQuery.FindMedia;
import io.parley.contract.media.MediaQuery.FoundMedia;
import io.parley.contract.media.MediaQuery.MayUpload;
import io.parley.contract.message.MessageCommand.SendMessage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Media that were uploaded, and whether a message may bear them. Members of the chat see them. */
final class FakeMediaSide {

    private final FakeChats chats;
    private final FakeTail tail;
    private final Map<MediaId, UploadMedia> uploaded = new HashMap<>();

    FakeMediaSide(FakeChats chats, FakeTail tail) {
        this.chats = chats;
        this.tail = tail;
    }

    Object handle(UploadMedia upload) {
        tail.append();
        uploaded.put(upload.mediaId(), upload);
        return upload.mediaId();
    }

    Object answer(ParleyQuery<?> query) {
        if (query instanceof MayUpload may) {
            chats.of(may.chatId(), may.uploader());
            return new Allowed(may.chatId());
        }
        if (query instanceof FindMedia find) {
            UploadMedia found = uploaded.get(find.mediaId());
            if (found == null || !chats.wasIn(found.chatId(), find.viewer())) {
                throw new Rejection(ErrorCode.MEDIA_NOT_FOUND, "There are no such media.");
            }
            chats.of(found.chatId(), find.viewer());
            return new FoundMedia(found.chatId(), found.content());
        }
        throw new IllegalArgumentException("unknown query");
    }

    /** What a message bears; null for nothing. */
    @Nullable
    MediaContent borneBy(SendMessage send) {
        MediaId mediaId = send.mediaId();
        if (mediaId == null) {
            return null;
        }
        UploadMedia upload = uploaded.get(mediaId);
        if (upload == null
                || !upload.chatId().equals(send.chatId())
                || !upload.uploaderId().equals(send.senderId())) {
            throw new Rejection(ErrorCode.MEDIA_NOT_ATTACHABLE, "There are no such media for this message.");
        }
        return upload.content();
    }
}
