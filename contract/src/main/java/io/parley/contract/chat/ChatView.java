package io.parley.contract.chat;

import io.parley.contract.Confidential;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat as its members see it.
 *
 * @param chatId the chat
 * @param kind its kind
 * @param title what a group is called; null in a direct chat, and once its key is gone
 * @param lastSequence the sequence of its newest message; 0 if it has none
 * @param messageTtl how long a new message lives; null for ever
 * @param expiresAt when the whole chat goes; null for never
 * @param heldSince since when it is under a legal hold; null if it is not
 * @param members who is in it, in order of joining
 */
public record ChatView(
        ChatId chatId,
        ChatKind kind,
        @Nullable Confidential title,
        long lastSequence,
        @Nullable Duration messageTtl,
        @Nullable Instant expiresAt,
        @Nullable Instant heldSince,
        List<Member> members) {

    /**
     * A member.
     *
     * @param userId who
     * @param role what they may do
     * @param joinedAt since when
     */
    public record Member(UserId userId, MemberRole role, Instant joinedAt) {}
}
