package io.parley.api.chat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;

/** Chats as they appear in paths. */
public final class ChatPaths {

    private ChatPaths() {}

    /** The chat that a path names; what is no identifier is no chat either. */
    public static ChatId chatId(String text) {
        try {
            return ChatId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat, or you are not in it.");
        }
    }
}
