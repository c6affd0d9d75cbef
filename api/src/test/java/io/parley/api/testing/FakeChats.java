package io.parley.api.testing;

import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chats of a {@link FakePlatform} with what was said in them, those that are gone too. */
final class FakeChats {

    private final Map<ChatId, ChatView> living = new LinkedHashMap<>();
    private final Map<ChatId, ChatView> gone = new HashMap<>();
    private final Map<ChatId, List<MessageView>> messages = new HashMap<>();

    /** Those that live, in order of their opening. */
    Collection<ChatView> all() {
        return living.values();
    }

    void put(ChatView chat) {
        living.put(chat.chatId(), chat);
    }

    /** A chat that lives, and that the viewer is in. */
    ChatView of(ChatId chatId, UserId viewer) {
        if (gone.containsKey(chatId) && isIn(gone.get(chatId), viewer)) {
            throw new Rejection(ErrorCode.CHAT_GONE, "The chat is gone.");
        }
        return find(chatId)
                .filter(chat -> isIn(chat, viewer))
                .orElseThrow(
                        () -> new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat, or you are not in it."));
    }

    /** A chat that lives. */
    Optional<ChatView> find(ChatId chatId) {
        return Optional.ofNullable(living.get(chatId));
    }

    /** A chat that lives, or is gone and that the viewer was in. */
    boolean wasIn(ChatId chatId, UserId viewer) {
        ChatView chat = gone.getOrDefault(chatId, living.get(chatId));
        return chat != null && isIn(chat, viewer);
    }

    boolean isGone(ChatId chatId) {
        return gone.containsKey(chatId);
    }

    void end(ChatView chat) {
        living.remove(chat.chatId());
        messages.remove(chat.chatId());
        gone.put(chat.chatId(), chat);
    }

    List<MessageView> historyOf(ChatId chatId) {
        return messages.computeIfAbsent(chatId, chat -> new ArrayList<>());
    }

    MessageView message(ChatId chatId, MessageId messageId) {
        return historyOf(chatId).stream()
                .filter(message -> message.messageId().equals(messageId))
                .findFirst()
                .orElseThrow(() -> new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message."));
    }

    static boolean isIn(ChatView chat, UserId userId) {
        return chat.members().stream().anyMatch(member -> member.userId().equals(userId));
    }

    static Retention retention(ChatView chat) {
        return new Retention(chat.messageTtl(), chat.expiresAt());
    }
}
