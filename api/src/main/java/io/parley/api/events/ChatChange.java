package io.parley.api.events;

import io.parley.api.events.ChatChange.Member;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.id.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * What the stream says of a change in a chat: the data of an event {@code chat}.
 *
 * @param chatId the chat
 * @param change what happened to it
 * @param kind the chat's kind
 * @param members who is in it
 */
@Schema(description = "The data of an event `chat`.")
record ChatChange(
        String chatId,
        @Schema(allowableValues = "opened") String change,
        @Schema(allowableValues = "direct") String kind,
        List<Member> members) {

    /** A member, as in {@code GET /v1/chats/{chatId}}. */
    @Schema(name = "ChatChangeMember")
    record Member(
            String userId,
            @Schema(allowableValues = "member") String role,
            Instant joinedAt) {}

    static ChatChange of(DirectChatOpened opened) {
        return new ChatChange(
                opened.chatId().toString(),
                "opened",
                "direct",
                opened.audience().members().stream()
                        .map(user -> member(user, opened.openedAt()))
                        .toList());
    }

    private static Member member(UserId user, Instant joinedAt) {
        return new Member(user.toString(), "member", joinedAt);
    }
}
