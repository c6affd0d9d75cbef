package io.parley.infra.keyring;

import io.parley.command.chat.TitleVault;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;

/** Encrypts titles of groups under keys of the keyring: each title has a key of its own, so that a former one can be shredded. */
final class KeyringTitleVault implements TitleVault {

    private static final String TITLE = "title";

    private final Keyring keyring;

    KeyringTitleVault(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public Ciphertext seal(ChatId chatId, Confidential title) {
        byte[] encoded = NameCodec.encode(TITLE, title);
        LiveKey chatKey = keyring.findTop(KeyKind.CHAT, chatId.toString())
                .orElseThrow(() -> new Rejection(ErrorCode.CHAT_GONE, "The chat is gone."));
        LiveKey key = keyring.addLeaf(KeyKind.TITLE, chatId.toString(), chatKey);
        return new Ciphertext(key.keyId(), key.seal(encoded));
    }
}
