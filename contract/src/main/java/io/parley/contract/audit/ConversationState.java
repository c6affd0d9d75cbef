package io.parley.contract.audit;

import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it was at some time.
 *
 * @param position up to which event this is
 * @param recordedAt when that was recorded
 * @param chat the chat itself
 * @param members who was in it
 * @param messages its messages, also those that had gone
 * @param unreadable at which positions are events of it that somebody has changed so that they say nothing any more
 */
public record ConversationState(
        long position,
        Instant recordedAt,
        ChatState chat,
        List<MemberState> members,
        List<MessageState> messages,
        List<Long> unreadable) {

    /** The lists are kept as they are now. */
    public ConversationState {
        members = List.copyOf(members);
        messages = List.copyOf(messages);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * The chat itself. What is null does not hold, or cannot be read.
     *
     * @param kind {@code direct} or {@code group}
     * @param openedAt when it was opened
     * @param titleBytes how long its title is, encrypted
     * @param messageTtl after what time each message goes
     * @param expiresAt when the chat goes
     * @param heldSince since when it is under a legal hold
     * @param goneAt when it went
     * @param goneBy how it went: {@code purged} or {@code expired}
     */
    public record ChatState(
            @Nullable String kind,
            @Nullable Instant openedAt,
            @Nullable Integer titleBytes,
            @Nullable Duration messageTtl,
            @Nullable Instant expiresAt,
            @Nullable Instant heldSince,
            @Nullable Instant goneAt,
            @Nullable String goneBy) {}

    /**
     * A member.
     *
     * @param userId who
     * @param role {@code opener} or {@code peer} of a direct chat, or the role in a group
     * @param delivered up to which message all was delivered
     * @param read up to which message all was read
     */
    public record MemberState(UserId userId, String role, long delivered, long read) {}

    /**
     * A message.
     *
     * @param sequence its number in the chat
     * @param messageId its identifier
     * @param senderId who sent it
     * @param sentAt when
     * @param expiresAt when it is to go; null for never
     * @param bytes how long it is, encrypted
     * @param fate what has become of it
     * @param position where in the log it was sent
     */
    public record MessageState(
            long sequence,
            MessageId messageId,
            UserId senderId,
            Instant sentAt,
            @Nullable Instant expiresAt,
            int bytes,
            MessageFate fate,
            long position) {}
}
