package io.parley.api.session;

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
record TokenAnswer(
        String accessToken, String tokenType, long expiresIn, String refreshToken, String userId, String deviceId) {

    /** Hides the tokens. */
    @Override
    public String toString() {
        return "TokenAnswer[" + deviceId + "]";
    }
}
