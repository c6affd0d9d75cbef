package io.parley.api.session;

import io.swagger.v3.oas.annotations.media.Schema;

/** What the API document says of a {@link TokenRequest} that refreshes. */
@Schema(name = "Refresh", description = "Exchanges a refresh token for the next pair.")
record RefreshForm(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String refreshToken) {}
