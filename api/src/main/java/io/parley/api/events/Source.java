package io.parley.api.events;

import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.message.MessageEvent.MessageSent;

/**
 * Where a text comes from: what must come to its end for the text to do so too.
 *
 * @param chatId the chat
 * @param key the text's own key
 */
record Source(ChatId chatId, KeyId key) {

    static Source of(MessageSent sent) {
        return new Source(sent.chatId(), sent.content().keyId());
    }

    static Source of(GroupOpened opened) {
        return new Source(opened.chatId(), opened.title().keyId());
    }

    static Source of(TitleChanged changed) {
        return new Source(changed.chatId(), changed.title().keyId());
    }
}
