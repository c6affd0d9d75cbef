package io.parley.command.fake;

import io.parley.command.message.MessageVault;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.message.MessageContent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals messages by a rule, so that tests know what to expect: the leaf key follows from the message's identifier and the
 * ciphertext is the mac. The mac is a real one. Counts its calls.
 */
public final class FakeMessageVault implements MessageVault {

    private final Set<KeyId> shredded = new HashSet<>();
    private int seals;
    private int macs;

    @Override
    public SealedMessage seal(ChatId chatId, MessageId messageId, MessageContent content, @Nullable MessageId replyTo) {
        seals++;
        return sealed(messageId, content, replyTo);
    }

    @Override
    public Optional<Mac> mac(
            KeyId keyId, MessageContent content, @Nullable MessageId replyTo, @Nullable MediaId mediaId) {
        macs++;
        return shredded.contains(keyId) ? Optional.empty() : Optional.of(hmac(keyId, content, replyTo, mediaId));
    }

    /** What sealing answers. */
    public static SealedMessage sealed(MessageId messageId, MessageContent content, @Nullable MessageId replyTo) {
        KeyId keyId = keyId(messageId);
        MediaContent media = content.media();
        Mac mac = hmac(keyId, content, replyTo, media == null ? null : media.mediaId());
        return new SealedMessage(new Ciphertext(keyId, mac.bytes()), mac);
    }

    @Override
    public boolean isDestroyed(KeyId keyId) {
        return shredded.contains(keyId);
    }

    @Override
    public void destroy(Collection<KeyId> keyIds) {
        shredded.addAll(keyIds);
    }

    /** The keys that were destroyed. */
    public Set<KeyId> destroyed() {
        return shredded;
    }

    /** Destroys a message's key. */
    public void shred(MessageId messageId) {
        shredded.add(keyId(messageId));
    }

    /** How many messages were sealed. */
    public int seals() {
        return seals;
    }

    /** How many macs were asked for. */
    public int macs() {
        return macs;
    }

    /** The key of a message. */
    public static KeyId keyId(MessageId messageId) {
        return new KeyId(UUID.nameUUIDFromBytes(messageId.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Mac hmac(
            KeyId keyId, MessageContent content, @Nullable MessageId replyTo, @Nullable MediaId mediaId) {
        byte[] key = ByteBuffer.allocate(16)
                .putLong(keyId.value().getMostSignificantBits())
                .putLong(keyId.value().getLeastSignificantBits())
                .array();
        try {
            javax.crypto.Mac hmac = javax.crypto.Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            hmac.update(content.text().getBytes(StandardCharsets.UTF_8));
            hmac.update(String.valueOf(mediaId).getBytes(StandardCharsets.UTF_8));
            return new Mac(hmac.doFinal(String.valueOf(replyTo).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
