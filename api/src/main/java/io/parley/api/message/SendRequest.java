package io.parley.api.message;

import io.parley.api.problem.Fields;
import io.parley.api.problem.Texts;
import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
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
 * @param text what is said; may be left out or empty beside media
 * @param mediaId the media that it bears, which its sender uploaded
 * @param replyTo the message that this one answers
 */
@Schema(name = SendRequest.SCHEMA, description = "A message to be sent.")
record SendRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                format = "uuid",
                pattern = Texts.UUID_RULE,
                description = "Chosen by the client, unique whoever sends.")
        @Nullable
        String messageId,

        @Schema(
                minLength = 1,
                maxLength = 4096,
                pattern = Texts.MESSAGE_RULE,
                description =
                        "1 to 4,096 code points after Unicode normalisation form C. May be left out beside `mediaId`.",
                example = "hello @bob")
        @Nullable
        String text,

        @Schema(
                format = "uuid",
                pattern = Texts.UUID_RULE,
                description = "Media that one has uploaded to the chat, that no message bears yet.")
        @Nullable
        String mediaId,

        @Schema(format = "uuid", pattern = Texts.UUID_RULE, description = "A message in the same chat.") @Nullable
        String replyTo) {

    /** The schema's name. */
    static final String SCHEMA = "Send";

    private static final MessageId NONE = new MessageId(new UUID(0, 0));

    SendMessage to(ChatId chatId, UserId sender) {
        Fields fields = new Fields();
        MessageId id = messageId(fields);
        String givenText = mediaId == null ? fields.required("text", text, "") : text == null ? "" : text;
        fields.throwIfAny();
        return new SendMessage(chatId, id, sender, new Confidential(givenText), answered(), borne());
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

    private @Nullable MediaId borne() {
        if (mediaId == null) {
            return null;
        }
        try {
            return MediaId.valueOf(mediaId);
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.MEDIA_NOT_ATTACHABLE, "There are no such media for this message.");
        }
    }

    /** Hides the text. */
    @Override
    public String toString() {
        return "SendRequest[" + messageId + "]";
    }
}
