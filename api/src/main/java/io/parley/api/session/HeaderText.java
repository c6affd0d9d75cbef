package io.parley.api.session;

import org.jspecify.annotations.Nullable;

/**
 * What may stand in a header: assigned characters, no control characters. The firewall's own rule says the same by regular
 * expressions, which for the headers of each request cost as much as reading the request.
 */
final class HeaderText {

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7E;

    private HeaderText() {}

    /** The firewall asks about headers that are not there, too. */
    static boolean isAllowed(@Nullable String text) {
        if (text == null) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (at < FIRST_PRINTABLE || at > LAST_PRINTABLE) {
                return text.codePoints().allMatch(HeaderText::isAllowed);
            }
        }
        return true;
    }

    private static boolean isAllowed(int codePoint) {
        return Character.isDefined(codePoint) && !Character.isISOControl(codePoint);
    }
}
