package io.parley.infra.keyring;

import io.parley.contract.crypto.Mac;
import io.parley.contract.id.Id;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The mac of a message: HMAC-SHA-256, under a key derived from the message's own, of a version, whether and what the message
 * answers, which media it bears, and the text in normalisation form C. Messages without media are of the first version, which says
 * nothing of media. The parts before the text have lengths that the version fixes, so that no two contents have the same bytes.
 * Mentions and links follow from the text. A format that is stored.
 */
final class ContentMac {

    private static final String PURPOSE = "parley/message-mac/1";
    private static final byte VERSION_1 = 1;
    private static final byte VERSION_WITH_MEDIA = 2;
    private static final int ID = 2 * Long.BYTES;

    private ContentMac() {}

    static Mac compute(AesKey messageKey, String text, @Nullable MessageId replyTo, @Nullable MediaId mediaId) {
        byte[] normalised = StrictText.encode("text", Normalizer.normalize(text, Normalizer.Form.NFC));
        ByteBuffer data = ByteBuffer.allocate(2 + ID + (mediaId == null ? 0 : ID) + normalised.length)
                .put(mediaId == null ? VERSION_1 : VERSION_WITH_MEDIA)
                .put((byte) (replyTo == null ? 0 : 1));
        put(replyTo, data);
        if (mediaId != null) {
            put(mediaId, data);
        }
        return new Mac(HmacSha256.compute(
                messageKey.derive(PURPOSE), data.put(normalised).array()));
    }

    private static void put(@Nullable Id id, ByteBuffer data) {
        data.putLong(id == null ? 0 : id.value().getMostSignificantBits())
                .putLong(id == null ? 0 : id.value().getLeastSignificantBits());
    }
}
