package io.parley.api.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.json.Words;
import io.parley.api.message.MessageBody;
import io.parley.contract.inbox.InboxEntry;
import io.parley.contract.message.MessageView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat as the inbox shows it.
 *
 * @param chatId the chat
 * @param kind its kind
 * @param title a group's title; null in a direct chat, and once its key is gone
 * @param with the other side of a direct chat; left out in a group
 * @param lastMessage the newest message that still lives; null if there is none
 * @param lastSequence the sequence of the newest message; 0 if there was none
 * @param unreadCount others' living messages above one's read mark
 * @param messageTtl how long a new message lives; null for ever
 * @param expiresAt when the whole chat goes; null for never
 */
@Schema(name = "InboxItem", description = "A chat as the inbox shows it.")
record InboxItem(
        @Schema(format = "uuid") String chatId,

        @Schema(allowableValues = {"direct", "group"}) String kind,

        @Schema(description = "A group's title; null in a direct chat, and once it is gone.") @Nullable
        String title,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(format = "uuid", description = "The other side of a direct chat; left out in a group.")
        @Nullable
        String with,

        @Schema(description = "The newest message that still lives.") @Nullable
        MessageBody lastMessage,

        @Schema(minimum = "0") long lastSequence,

        @Schema(minimum = "0", description = "Others' living messages above one's read mark.")
        long unreadCount,

        @Schema(
                type = "string",
                format = "duration",
                example = "PT24H",
                description = "How long a new message lives; null for ever.")
        @Nullable
        Duration messageTtl,

        @Schema(description = "When the whole chat goes; null for never.") @Nullable
        Instant expiresAt) {

    static InboxItem of(InboxEntry entry) {
        MessageView last = entry.lastMessage();
        return new InboxItem(
                entry.chatId().toString(),
                Words.of(entry.kind()),
                entry.title() == null ? null : entry.title().value(),
                entry.peer() == null ? null : entry.peer().toString(),
                last == null ? null : MessageBody.of(last),
                entry.lastSequence(),
                entry.unreadCount(),
                entry.messageTtl(),
                entry.expiresAt());
    }

    /** Hides the title and the last message. */
    @Override
    public String toString() {
        return "InboxItem[" + chatId + "]";
    }
}
