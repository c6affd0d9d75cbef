package io.parley.api.problem;

/** The request bears no token, or one that is refused (RFC 6750, section 3.1). */
public final class Unauthorized extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean tokenRefused;

    private Unauthorized(String detail, boolean tokenRefused) {
        super(detail, null, false, false);
        this.tokenRefused = tokenRefused;
    }

    /** There is no token. */
    public static Unauthorized missing() {
        return new Unauthorized("Send a bearer token: get one at POST /v1/tokens.", false);
    }

    /** There is one, but it is not valid, whatever the reason. */
    public static Unauthorized refused() {
        return new Unauthorized("The token is not valid or has run out: refresh it or sign in again.", true);
    }

    /** The challenge for {@code WWW-Authenticate}. */
    String challenge() {
        return tokenRefused
                ? "Bearer error=\"invalid_token\", error_description=\"The token is not valid or has run out\""
                : "Bearer";
    }
}
