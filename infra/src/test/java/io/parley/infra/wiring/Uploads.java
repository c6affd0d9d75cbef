package io.parley.infra.wiring;

import io.parley.contract.Confidential;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaContent.Preview;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaKey;
import io.parley.contract.message.MessageCommand.SendMessage;
import java.security.SecureRandom;

/** Pictures that somebody uploads, and messages that bear them. */
public final class Uploads {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Uploads() {}

    /** A picture with a thumbnail. */
    public static MediaContent picture() {
        MediaDescription description = new MediaDescription(
                "beach.png", "image/png", 7, "0".repeat(64), 640, 480, null, null, "LEHV6nWB2yk8pyo0adR*.7kCMdnj");
        return new MediaContent(
                MediaId.random(),
                description,
                MediaKey.random(RANDOM),
                new Preview(MediaKey.random(RANDOM), "image/jpeg", 5));
    }

    /** The wish to make it known. */
    public static UploadMedia upload(ChatId chat, UserId uploader, MediaContent content) {
        return new UploadMedia(content.mediaId(), chat, uploader, content);
    }

    /** The wish to send it. */
    public static SendMessage bearing(ChatId chat, UserId sender, MediaContent content) {
        return bearing(chat, MessageId.random(), sender, content);
    }

    /** The wish to send it in a certain message. */
    public static SendMessage bearing(ChatId chat, MessageId messageId, UserId sender, MediaContent content) {
        return new SendMessage(chat, messageId, sender, new Confidential("look"), null, content.mediaId());
    }
}
