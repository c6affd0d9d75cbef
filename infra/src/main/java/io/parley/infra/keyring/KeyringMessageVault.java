package io.parley.infra.keyring;

import io.parley.command.message.MessageVault;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.message.MessageContent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Encrypts messages under keys of the keyring, by one insert each. */
final class KeyringMessageVault implements MessageVault {

    private final Keyring keyring;

    KeyringMessageVault(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public SealedMessage seal(ChatId chatId, MessageId messageId, MessageContent content, @Nullable MessageId replyTo) {
        byte[] encoded = MessageCodec.encode(content);
        LiveKey chatKey = keyring.findTop(KeyKind.CHAT, chatId.toString())
                .orElseThrow(() -> new Rejection(ErrorCode.CHAT_GONE, "The chat is gone."));
        LiveKey key = keyring.addLeaf(KeyKind.MESSAGE, messageId.toString(), chatKey);
        Mac mac = ContentMac.compute(key.key(), content.text(), replyTo, mediaId(content.media()));
        return new SealedMessage(new Ciphertext(key.keyId(), key.seal(encoded)), mac);
    }

    @Override
    public boolean isDestroyed(KeyId keyId) {
        return keyring.isDestroyed(keyId);
    }

    @Override
    public void destroy(Collection<KeyId> keyIds) {
        keyring.destroyLeaves(keyIds);
    }

    @Override
    public Optional<Mac> mac(
            KeyId keyId, MessageContent content, @Nullable MessageId replyTo, @Nullable MediaId mediaId) {
        return Optional.ofNullable(keyring.findLeaves(List.of(keyId)).get(keyId))
                .filter(key -> key.kind() == KeyKind.MESSAGE)
                .map(key -> ContentMac.compute(key.key(), content.text(), replyTo, mediaId));
    }

    private static @Nullable MediaId mediaId(@Nullable MediaContent media) {
        return media == null ? null : media.mediaId();
    }
}
