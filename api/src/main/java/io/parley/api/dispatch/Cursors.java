package io.parley.api.dispatch;

import io.parley.contract.error.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The opaque texts by which clients ask for the next page. They hold nothing that a client may not know, so they are not
 * signed; what is inside is checked when they come back.
 */
public final class Cursors {

    /** The parameter that takes a cursor. */
    public static final String PARAMETER = "cursor";

    private static final int LONGEST = 200;

    private Cursors() {}

    /** Wraps the text that a page's successor begins with. */
    public static String encode(String inner) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(inner.getBytes(StandardCharsets.US_ASCII));
    }

    /** The text inside a cursor. */
    public static String decode(String cursor) {
        if (cursor.length() > LONGEST) {
            throw invalid();
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    /** The answer to a cursor that no page bore. */
    public static Rejection invalid() {
        return Rejection.invalid(PARAMETER, "must be the next of an earlier page");
    }
}
