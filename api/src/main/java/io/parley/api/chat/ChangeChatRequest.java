package io.parley.api.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.json.Given;
import io.parley.api.problem.Fields;
import io.parley.api.problem.Texts;
import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.GroupLimits;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PATCH /v1/chats/{chatId}}; what is left out stays as it is.
 *
 * @param title what the group is to be called
 * @param messageTtl how long new messages are to live
 * @param expiresAt when the whole chat is to go
 */
@Schema(name = "ChangeChat", description = "What is left out stays.")
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

        @Schema(implementation = String.class, types = "null", description = "Not offered yet: answers 422.") @Nullable
        Given messageTtl,

        @Schema(implementation = String.class, types = "null", description = "Not offered yet: answers 422.") @Nullable
        Given expiresAt) {

    /** What it asks for; null if everything stays as it is. No chat has a time to live yet, so that clearing it changes nothing. */
    @Nullable
    ChangeTitle command(ChatId chatId, UserId actor) {
        Fields fields = new Fields();
        String newTitle = title == null ? null : Texts.title(fields, "title", title.text());
        Retention retention = new Retention(Given.text(messageTtl), Given.text(expiresAt));
        retention.check(fields);
        fields.throwIfAny();
        retention.refuse();
        return newTitle == null ? null : new ChangeTitle(chatId, actor, new Confidential(newTitle));
    }
}
