package io.parley.api.chat;

import io.parley.api.problem.Texts;
import io.parley.contract.chat.GroupLimits;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What the API document says of an {@link OpenChatRequest} for a group. */
@Schema(name = "OpenGroup", description = "A group to be opened.")
record OpenGroupForm(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, allowableValues = "group")
        String kind,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                maxLength = GroupLimits.TITLE,
                pattern = Texts.NAME_RULE,
                example = "Bletchley")
        String title,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                requiredMode = Schema.RequiredMode.REQUIRED,
                                description = "Who else is in it. Named twice is named once."),
                schema = @Schema(format = "uuid"),
                maxItems = OpenChatRequest.MOST_OTHERS)
        List<String> members,

        @Schema(
                types = {"string", "null"},
                format = "duration",
                pattern = RetentionTexts.DURATION_RULE,
                description = RetentionTexts.TTL_IN_WORDS,
                example = "PT24H")
        String messageTtl,

        @Schema(
                types = {"string", "null"},
                format = "date-time",
                pattern = RetentionTexts.TIME_RULE,
                description = RetentionTexts.EXPIRY_IN_WORDS)
        String expiresAt) {}
