package io.parley.infra.keyring;

import io.parley.command.chat.ChatKeys;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import java.util.List;

/** Makes and destroys the keys of chats in the keyring. */
final class KeyringChatKeys implements ChatKeys {

    private final Keyring keyring;

    KeyringChatKeys(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public void create(ChatId chatId) {
        keyring.addTop(KeyKind.CHAT, chatId.toString());
    }

    @Override
    public List<KeyId> destroy(ChatId chatId) {
        return keyring.destroyTop(KeyKind.CHAT, chatId.toString());
    }
}
