package io.parley.api.dispatch;

import io.parley.contract.error.Rejection;
import org.jspecify.annotations.Nullable;

/** Numbers in query strings, read strictly: digits only, within bounds, and never bent to fit. */
public final class QueryNumbers {

    /** The largest number in the contract: the largest that every JSON reader can hold (RFC 7493). */
    public static final long LARGEST = 9_007_199_254_740_991L;

    private static final int MOST_DIGITS = 16;
    private static final long LARGEST_PAGE = 100;
    private static final String USUAL_PAGE = "50";

    private QueryNumbers() {}

    /** A page's size. */
    public static int limit(@Nullable String text) {
        return (int) read("limit", text == null ? USUAL_PAGE : text, 1, LARGEST_PAGE);
    }

    /** A sequence, if it is given. */
    public static @Nullable Long sequence(String name, @Nullable String text) {
        return text == null ? null : read(name, text, 0, LARGEST);
    }

    /** A sequence within a cursor. */
    public static long inCursor(String text) {
        return read(Cursors.PARAMETER, text, 0, Long.MAX_VALUE);
    }

    private static long read(String name, String text, long least, long largest) {
        if (text.isEmpty()
                || text.length() > MOST_DIGITS
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')
                || Long.parseLong(text) < least
                || Long.parseLong(text) > largest) {
            throw Rejection.invalid(name, "must be an integer from " + least + " to " + largest);
        }
        return Long.parseLong(text);
    }
}
