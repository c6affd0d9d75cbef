package io.parley.api.chat;

import io.parley.contract.chat.MemberRole;
import io.parley.contract.error.Rejection;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/chats/{chatId}/members/{userId}}.
 *
 * @param role what the member may do
 */
@Schema(name = "PutMember", description = "What a member may do.")
record PutMemberRequest(
        @Schema(
                allowableValues = {"owner", "admin", "member"},
                description = "Left out or null: `member` for one who is new, else no change.")
        @Nullable
        String role) {

    /** The role; null if none is given. */
    @Nullable
    MemberRole memberRole() {
        if (role == null) {
            return null;
        }
        return switch (role) {
            case "owner" -> MemberRole.OWNER;
            case "admin" -> MemberRole.ADMIN;
            case "member" -> MemberRole.MEMBER;
            default -> throw Rejection.invalid("role", "must be owner, admin or member");
        };
    }
}
