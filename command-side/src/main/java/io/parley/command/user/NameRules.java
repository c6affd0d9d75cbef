package io.parley.command.user;

import io.parley.contract.Confidential;
import io.parley.contract.error.Rejection;
import io.parley.contract.user.Handles;

/** What handles and names must be like. The edge checks as well; here it holds whoever sends the command. */
public final class NameRules {

    private static final int MAX_NAME = 64;

    private NameRules() {}

    /** Refuses what has not the form of a handle. */
    public static void requireHandle(String field, Confidential handle) {
        if (!Handles.isValid(handle.value())) {
            throw Rejection.invalid(field, "must match " + Handles.RULE);
        }
    }

    /** Refuses a display name or device name that is blank, longer than 64 code points or no plain text. */
    public static void requireName(String field, Confidential name) {
        requireText(field, name, MAX_NAME);
    }

    /** Refuses a name of any kind that is blank, longer than so many code points or no plain text. */
    public static void requireText(String field, Confidential name, int longest) {
        String text = name.value();
        if (text.isBlank() || text.codePointCount(0, text.length()) > longest) {
            throw Rejection.invalid(field, "must have 1 to " + longest + " characters and not be blank");
        }
        if (text.codePoints().anyMatch(NameRules::isNotText)) {
            throw Rejection.invalid(field, "must not have control characters or unpaired surrogates");
        }
    }

    private static boolean isNotText(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
