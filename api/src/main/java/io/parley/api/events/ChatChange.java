package io.parley.api.events;

import io.parley.api.chat.ChatMember;
import io.parley.api.json.Words;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.MemberRole;
import io.swagger.v3.oas.annotations.media.Schema;
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
        List<ChatMember> members) {

    static ChatChange of(DirectChatOpened opened) {
        return new ChatChange(
                opened.chatId().toString(),
                "opened",
                Words.of(ChatKind.DIRECT),
                opened.audience().members().stream()
                        .map(user -> ChatMember.of(user, MemberRole.MEMBER, opened.openedAt()))
                        .toList());
    }
}
