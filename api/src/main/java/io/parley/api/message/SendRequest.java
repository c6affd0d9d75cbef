package io.parley.api.message;

import io.parley.api.problem.Fields;
import io.parley.api.problem.Texts;
import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chats/{chatId}/messages}. What a text may hold is the message parser's to say.
 *
 * @param messageId the client's identifier for the message
 * @param text what is said
 * @param mediaId not offered yet
 * @param replyTo the message that this one answers
 */
@Schema(name = "Send", description = "A message to be sent.")
record SendRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                format = "uuid",
                pattern = Texts.UUID_RULE,
                description = "Chosen by the client, unique whoever sends.")
        @Nullable
        String messageId,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                minLength = 1,
                maxLength = 4096,
                pattern = Texts.MESSAGE_RULE,
                description = "Counted in code points, after Unicode normalisation form C.",
                example = "hello @bob")
        @Nullable
        String text,

        @Schema(types = "null", description = "Not offered yet: answers 422.") @Nullable
        String mediaId,

        @Schema(format = "uuid", pattern = Texts.UUID_RULE, description = "A message in the same chat.") @Nullable
        String replyTo) {

    private static final MessageId NONE = new MessageId(new UUID(0, 0));

    SendMessage to(ChatId chatId, UserId sender) {
        Fields fields = new Fields();
        MessageId id = messageId(fields);
        String givenText = mediaId == null ? fields.required("text", text, "") : "";
        fields.throwIfAny();
        if (mediaId != null) {
            throw new Rejection(ErrorCode.UNSUPPORTED, "Media are not offered yet.");
        }
        return new SendMessage(chatId, id, sender, new Confidential(givenText), answered());
    }

    private MessageId messageId(Fields fields) {
        String given = fields.required("messageId", messageId, "");
        try {
            return MessageId.valueOf(given);
        } catch (IllegalArgumentException noUuid) {
            fields.reject("messageId", "must be a UUID");
            return NONE;
        }
    }

    private @Nullable MessageId answered() {
        if (replyTo == null) {
            return null;
        }
        try {
            return MessageId.valueOf(replyTo);
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.REPLY_NOT_FOUND, "The message replied to is not in this chat.");
        }
    }

    /** Hides the text. */
    @Override
    public String toString() {
        return "SendRequest[" + messageId + "]";
    }
}
