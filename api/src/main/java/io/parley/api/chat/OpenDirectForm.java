package io.parley.api.chat;

import io.swagger.v3.oas.annotations.media.Schema;

/** What the API document says of an {@link OpenChatRequest} for a direct chat. */
@Schema(name = "OpenDirect", description = "A direct chat to be opened.")
record OpenDirectForm(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, allowableValues = "direct")
        String kind,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "uuid", description = "The other side.")
        String with,

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
