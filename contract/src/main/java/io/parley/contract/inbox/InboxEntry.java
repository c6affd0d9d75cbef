package io.parley.contract.inbox;

import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat as the inbox shows it.
 *
 * @param chatId the chat
 * @param kind its kind
 * @param peer the other side of a direct chat; null in a group
 * @param title what a group is called; null in a direct chat, and once its key is gone
 * @param lastMessage the newest message that still lives and is for the viewer; null if there is none
 * @param lastSequence the sequence of the newest message; 0 if there was none
 * @param unreadCount others' living messages above one's read mark
 * @param messageTtl how long a new message lives; null for ever
 * @param expiresAt when the whole chat goes; null for never
 * @param activity orders the inbox: the position of the chat's latest activity
 */
public record InboxEntry(
        ChatId chatId,
        ChatKind kind,
        @Nullable UserId peer,
        @Nullable Confidential title,
        @Nullable MessageView lastMessage,
        long lastSequence,
        long unreadCount,
        @Nullable Duration messageTtl,
        @Nullable Instant expiresAt,
        long activity) {}
