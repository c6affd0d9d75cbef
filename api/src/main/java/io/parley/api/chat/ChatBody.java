package io.parley.api.chat;

import io.parley.api.json.Words;
import io.parley.contract.chat.ChatView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat with its members.
 *
 * @param chatId the chat
 * @param kind its kind
 * @param title a group's title; null in a direct chat, and once its key is gone
 * @param lastSequence the sequence of its newest message; 0 if it has none
 * @param messageTtl how long a new message lives; null for ever
 * @param expiresAt when the whole chat goes; null for never
 * @param heldSince since when it is under a legal hold; null if it is not
 * @param members who is in it
 */
@Schema(name = "Chat", description = "A chat with its members.")
record ChatBody(
        @Schema(format = "uuid") String chatId,

        @Schema(allowableValues = {"direct", "group"}) String kind,

        @Schema(description = "A group's title; null in a direct chat, and once it is gone.") @Nullable
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

        @Schema(
                description =
                        "Since when it is under a legal hold, so that nothing in it is destroyed; null if it is not.")
        @Nullable
        Instant heldSince,

        List<ChatMember> members) {

    static ChatBody of(ChatView view) {
        return new ChatBody(
                view.chatId().toString(),
                Words.of(view.kind()),
                view.title() == null ? null : view.title().value(),
                view.lastSequence(),
                view.messageTtl(),
                view.expiresAt(),
                view.heldSince(),
                view.members().stream().map(ChatMember::of).toList());
    }

    /** Hides the title. */
    @Override
    public String toString() {
        return "ChatBody[" + chatId + "]";
    }
}
