package io.parley.contract.user;

import java.util.regex.Pattern;

/** The form of a handle, by which users find each other: {@code [a-z0-9_]{3,30}}. */
public final class Handles {

    /** The rule as a regular expression, for documents as well. */
    public static final String RULE = "[a-z0-9_]{3,30}";

    /** The greatest length that the rule allows. */
    public static final int MAX_LENGTH = 30;

    private static final Pattern PATTERN = Pattern.compile(RULE);

    private Handles() {}

    /** Whether the text has the form of a handle. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }
}
