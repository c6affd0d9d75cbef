package io.parley.api.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.json.Given;
import io.parley.api.problem.Fields;
import io.parley.api.problem.Texts;
import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand;
import io.parley.contract.chat.ChatCommand.ChangeChat;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.GroupLimits;
import io.parley.contract.chat.Retention;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PATCH /v1/chats/{chatId}}; what is left out stays as it is, and {@code null} clears.
 *
 * @param title what the group is to be called
 * @param messageTtl how long new messages are to live
 * @param expiresAt when the whole chat is to go
 */
@Schema(name = "ChangeChat", description = "What is left out stays; `null` clears.")
record ChangeChatRequest(
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                implementation = String.class,
                requiredMode = Schema.RequiredMode.NOT_REQUIRED,
                maxLength = GroupLimits.TITLE,
                pattern = Texts.NAME_RULE,
                description = "What a group is to be called. It cannot be cleared.",
                example = "Bletchley")
        @Nullable
        Given title,

        @Schema(
                implementation = String.class,
                format = "duration",
                pattern = RetentionTexts.DURATION_RULE,
                description = RetentionTexts.TTL_IN_WORDS,
                example = "PT24H")
        @Nullable
        Given messageTtl,

        @Schema(
                implementation = String.class,
                format = "date-time",
                pattern = RetentionTexts.TIME_RULE,
                description = RetentionTexts.EXPIRY_IN_WORDS)
        @Nullable
        Given expiresAt) {

    /** What it asks for, by one command, so that all of it is done or nothing; empty if everything stays as it is. */
    Optional<ChatCommand> command(ChatId chatId, UserId actor, Instant now) {
        Fields fields = new Fields();
        String newTitle = title == null ? null : Texts.title(fields, "title", title.text());
        Retention retention = RetentionTexts.read(fields, Given.text(messageTtl), Given.text(expiresAt), now);
        fields.throwIfAny();
        ChangeTitle ofTitle = newTitle == null ? null : new ChangeTitle(chatId, actor, new Confidential(newTitle));
        ChangeRetention ofRetention = messageTtl == null && expiresAt == null
                ? null
                : new ChangeRetention(chatId, actor, retention, messageTtl != null, expiresAt != null);
        return ofTitle != null && ofRetention != null
                ? Optional.of(new ChangeChat(chatId, ofTitle, ofRetention))
                : Optional.ofNullable(ofTitle == null ? ofRetention : ofTitle);
    }
}
