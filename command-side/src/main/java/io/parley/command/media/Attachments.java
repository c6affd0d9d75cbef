package io.parley.command.media;

import io.parley.command.media.MediaClaims.Claim;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaReader;
import io.parley.contract.message.MessageCommand.SendMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets messages take media up: what these are goes over into the message, under its key, and the key that they had is destroyed. */
public final class Attachments {

    private final MediaClaims claims;
    private final MediaReader reader;
    private final MediaVault vault;
    private final Duration within;

    /**
     * Lets messages take up what was uploaded lately.
     *
     * @param within for how long after their upload media can be taken up
     */
    public Attachments(MediaClaims claims, MediaReader reader, MediaVault vault, Duration within) {
        this.claims = claims;
        this.reader = reader;
        this.vault = vault;
        this.within = within;
    }

    /**
     * Claims the media of a message that is being sent.
     *
     * @return what they are; null if the message bears none
     * @throws Rejection {@code media_not_attachable} if there are none that its sender uploaded to its chat lately and that no other
     *     message has
     */
    public @Nullable MediaContent attach(SendMessage command, Instant now) {
        MediaId mediaId = command.mediaId();
        if (mediaId == null) {
            return null;
        }
        Claim claim = new Claim(mediaId, command.messageId(), command.chatId(), command.senderId(), now.minus(within));
        Ciphertext sealed = claims.claim(claim).orElseThrow(Attachments::notAttachable);
        MediaContent content = reader.read(List.of(sealed)).get(sealed);
        if (content == null) {
            throw notAttachable();
        }
        vault.destroy(List.of(sealed.keyId()));
        return content;
    }

    private static Rejection notAttachable() {
        return new Rejection(ErrorCode.MEDIA_NOT_ATTACHABLE, "The media cannot be sent in this message.");
    }
}
