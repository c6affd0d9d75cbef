package io.parley.api.session;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A pair of tokens.
 *
 * @param accessToken authenticates requests
 * @param tokenType always {@code Bearer}
 * @param expiresIn seconds until the access token has run out
 * @param refreshToken to be exchanged, once, for a new pair
 * @param userId whose
 * @param deviceId of which session
 */
@Schema(name = "Tokens", description = "A pair of tokens.")
record TokenAnswer(
        String accessToken,
        @Schema(allowableValues = "Bearer") String tokenType,

        @Schema(description = "Seconds until the access token has run out.", minimum = "1", example = "900")
        long expiresIn,

        String refreshToken,
        @Schema(format = "uuid") String userId,
        @Schema(format = "uuid") String deviceId) {

    /** Hides the tokens. */
    @Override
    public String toString() {
        return "TokenAnswer[" + deviceId + "]";
    }
}
