package io.parley.api.chat;

import io.swagger.v3.oas.annotations.media.Schema;

/** What the API document says of an {@link OpenChatRequest} for a direct chat. */
@Schema(name = "OpenDirect", description = "A direct chat to be opened.")
record OpenDirectForm(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, allowableValues = "direct")
        String kind,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "uuid", description = "The other side.")
        String with,

        @Schema(types = "null", description = "Not offered yet: answers 422.")
        String messageTtl,

        @Schema(types = "null", description = "Not offered yet: answers 422.")
        String expiresAt) {}
