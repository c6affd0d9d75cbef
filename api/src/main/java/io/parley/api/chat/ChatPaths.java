package io.parley.api.chat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;

/** Chats and their members as they appear in paths. */
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

    /** The message that a path names; what is no identifier is no message either. */
    public static MessageId messageId(String text) {
        try {
            return MessageId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message in this chat.");
        }
    }

    /** The user whom a text names; what is no identifier is no user either. */
    static UserId userId(String text) {
        try {
            return UserId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
        }
    }

    /** The member whom a text names; what is no identifier is no member either. */
    static UserId memberId(String text) {
        try {
            return UserId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.MEMBER_NOT_FOUND, "There is no such member in this group.");
        }
    }
}
