package io.parley.infra.keyring;

import io.parley.contract.crypto.Mac;
import io.parley.contract.id.MessageId;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The mac of a message: HMAC-SHA-256, under a key derived from the message's own, of a version, whether and what the message
 * answers, and the text in normalisation form C. The parts before the text have fixed lengths, so that no two contents have
 * the same bytes. Mentions and links follow from the text. A format that is stored.
 */
final class ContentMac {

    private static final String PURPOSE = "parley/message-mac/1";
    private static final byte VERSION_1 = 1;
    private static final int BEFORE_TEXT = 2 + 2 * Long.BYTES;

    private ContentMac() {}

    static Mac compute(AesKey messageKey, String text, @Nullable MessageId replyTo) {
        byte[] normalised = StrictText.encode("text", Normalizer.normalize(text, Normalizer.Form.NFC));
        ByteBuffer data = ByteBuffer.allocate(BEFORE_TEXT + normalised.length)
                .put(VERSION_1)
                .put((byte) (replyTo == null ? 0 : 1))
                .putLong(replyTo == null ? 0 : replyTo.value().getMostSignificantBits())
                .putLong(replyTo == null ? 0 : replyTo.value().getLeastSignificantBits())
                .put(normalised);
        return new Mac(HmacSha256.compute(messageKey.derive(PURPOSE), data.array()));
    }
}
