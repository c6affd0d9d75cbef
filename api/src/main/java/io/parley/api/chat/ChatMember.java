package io.parley.api.chat;

import io.parley.api.json.Words;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.id.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A member of a chat as clients see one, in the chat and in the stream alike.
 *
 * @param userId who
 * @param role what they may do
 * @param joinedAt since when
 */
@Schema(name = "ChatMember", description = "A member of a chat.")
public record ChatMember(
        @Schema(format = "uuid") String userId,

        @Schema(allowableValues = {"owner", "admin", "member"})
        String role,

        Instant joinedAt) {

    /** Maps a member. */
    public static ChatMember of(UserId userId, MemberRole role, Instant joinedAt) {
        return new ChatMember(userId.toString(), Words.of(role), joinedAt);
    }

    static ChatMember of(ChatView.Member member) {
        return of(member.userId(), member.role(), member.joinedAt());
    }
}
