package io.parley.command.media;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import java.time.Instant;
import java.util.Optional;

/** Which message takes media up: one at most. Writes join the transaction of the command that is being handled. */
public interface MediaClaims {

    /** Makes known what was uploaded, so that it may be claimed. The same again changes nothing. */
    void add(MediaUploaded uploaded);

    /**
     * Claims media for a message. Of two claims at once one wins; the other waits for its outcome.
     *
     * @return what the media are, as it rests; empty if there are no such media for this message
     */
    Optional<Ciphertext> claim(Claim claim);

    /**
     * A message's claim.
     *
     * @param mediaId the media
     * @param messageId the message, which may have claimed them before
     * @param chatId the chat to which they must have been uploaded
     * @param senderId who must have uploaded them
     * @param uploadedAfter after when they must have been uploaded
     */
    record Claim(MediaId mediaId, MessageId messageId, ChatId chatId, UserId senderId, Instant uploadedAfter) {}
}
