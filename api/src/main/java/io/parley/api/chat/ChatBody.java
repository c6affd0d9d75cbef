package io.parley.api.chat;

import io.parley.contract.chat.ChatView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A chat with its members.
 *
 * @param chatId the chat
 * @param kind its kind
 * @param title a group's title; null in a direct chat
 * @param lastSequence the sequence of its newest message; 0 if it has none
 * @param messageTtl how long a new message lives; null for ever
 * @param expiresAt when the whole chat goes; null for never
 * @param members who is in it
 */
@Schema(name = "Chat", description = "A chat with its members.")
record ChatBody(
        @Schema(format = "uuid") String chatId,
        @Schema(allowableValues = "direct") String kind,

        @Schema(description = "A group's title; null in a direct chat.") @Nullable
        String title,

        @Schema(minimum = "0", description = "The sequence of its newest message; 0 if it has none.")
        long lastSequence,

        @Schema(
                type = "string",
                format = "duration",
                example = "PT24H",
                description = "How long a new message lives; null for ever.")
        @Nullable
        Duration messageTtl,

        @Schema(description = "When the whole chat goes; null for never.") @Nullable
        Instant expiresAt,

        List<Member> members) {

    static ChatBody of(ChatView view) {
        return new ChatBody(
                view.chatId().toString(),
                view.kind().name().toLowerCase(Locale.ROOT),
                null,
                view.lastSequence(),
                view.messageTtl(),
                view.expiresAt(),
                view.members().stream().map(Member::of).toList());
    }

    /**
     * A member.
     *
     * @param userId who
     * @param role what they may do
     * @param joinedAt since when
     */
    @Schema(name = "ChatMember", description = "A member of a chat.")
    record Member(
            @Schema(format = "uuid") String userId,

            @Schema(allowableValues = {"owner", "admin", "member"})
            String role,

            Instant joinedAt) {

        static Member of(ChatView.Member member) {
            return new Member(
                    member.userId().toString(), member.role().name().toLowerCase(Locale.ROOT), member.joinedAt());
        }
    }
}
