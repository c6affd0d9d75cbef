package io.parley.infra.keyring;

import io.parley.command.media.MediaVault;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaContent;
import java.util.Collection;

/** Encrypts what media are under keys of the keyring, until a message takes them up. */
final class KeyringMediaVault implements MediaVault {

    private final Keyring keyring;

    KeyringMediaVault(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public Ciphertext seal(ChatId chatId, MediaId mediaId, MediaContent content) {
        byte[] encoded = MediaCodec.encode(content);
        LiveKey chatKey = keyring.findTop(KeyKind.CHAT, chatId.toString())
                .orElseThrow(() -> new Rejection(ErrorCode.CHAT_GONE, "The chat is gone."));
        LiveKey key = keyring.addLeaf(KeyKind.MEDIA, mediaId.toString(), chatKey);
        return new Ciphertext(key.keyId(), key.seal(encoded));
    }

    @Override
    public void destroy(Collection<KeyId> keyIds) {
        keyring.destroyLeaves(keyIds);
    }
}
