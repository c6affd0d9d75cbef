package io.parley.api.session;

import java.util.Locale;

/** What a token is for. One is never taken for the other. */
enum TokenType {
    /** Authenticates requests. */
    ACCESS,
    /** Is exchanged for a new pair, once. */
    REFRESH,
    /** Opens one image, piece of audio or video, where no header can be set. */
    LINK;

    /** The claim that says so. */
    static final String CLAIM = "typ";

    String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
