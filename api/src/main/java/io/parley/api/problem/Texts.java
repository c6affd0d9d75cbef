package io.parley.api.problem;

import io.parley.contract.chat.GroupLimits;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for short texts. Each is given as a regular expression that means the same in Java and in JSON Schema (ECMA 262),
 * so that the API document says exactly what is enforced. Lengths are in code points, as JSON Schema counts.
 */
public final class Texts {

    /** The longest name of a user or a device. */
    public static final int LONGEST_NAME = 64;

    /** The shortest password. */
    public static final int SHORTEST_PASSWORD = 8;

    /** The longest password. */
    public static final int LONGEST_PASSWORD = 128;

    /** Control characters, and those that turn the direction of what follows: one name could pass for another. */
    private static final String CONTROLS = "\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069";

    /** White space and what is as invisible. */
    private static final String BLANKS =
            " \\u00A0\\u00AD\\u1680\\u180E\\u2000-\\u200F\\u202F\\u205F-\\u2065\\u3000\\uFEFF";

    /** A name or a title: no control characters, and something to see. */
    public static final String NAME_RULE = "^[^" + CONTROLS + "]*[^" + CONTROLS + BLANKS + "][^" + CONTROLS + "]*$";

    /** An identifier that a client makes or gives back: a UUID in its canonical form. */
    public static final String UUID_RULE = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

    /** A password: no control characters. */
    public static final String PASSWORD_RULE = "^[^\\u0000-\\u001F\\u007F-\\u009F]*$";

    /** Control characters other than tab and line feed. */
    private static final String CONTROLS_IN_TEXT = "\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F";

    private static final String SPACES = "\\t\\n \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";

    /** A message's text, as the message parser takes it: tab and line feed, no other control characters, and not blank. */
    public static final String MESSAGE_RULE =
            "^[^" + CONTROLS_IN_TEXT + "]*[^" + CONTROLS_IN_TEXT + SPACES + "][^" + CONTROLS_IN_TEXT + "]*$";

    private static final Pattern NAME = Pattern.compile(NAME_RULE);
    private static final Pattern PASSWORD = Pattern.compile(PASSWORD_RULE);

    private Texts() {}

    /** Checks a required name of a user or a device, and brings it to Unicode normalisation form C. */
    public static String name(Fields fields, String field, @Nullable String value) {
        return line(fields, field, value, LONGEST_NAME);
    }

    /** Checks a required title of a group, and brings it to Unicode normalisation form C. */
    public static String title(Fields fields, String field, @Nullable String value) {
        return line(fields, field, value, GroupLimits.TITLE);
    }

    private static String line(Fields fields, String field, @Nullable String value, int longest) {
        String given = fields.required(field, value, "");
        String line = Normalizer.normalize(given, Normalizer.Form.NFC);
        fields.check(
                length(given) <= longest && length(line) <= longest,
                field,
                "must have at most " + longest + " characters");
        fields.check(matches(NAME, line), field, "must have something to see and no control characters");
        return line;
    }

    /** Checks a required new password. */
    public static String password(Fields fields, String field, @Nullable String value) {
        String password = fields.required(field, value, "");
        int length = length(password);
        fields.check(
                length >= SHORTEST_PASSWORD && length <= LONGEST_PASSWORD,
                field,
                "must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        fields.check(matches(PASSWORD, password), field, "must have no control characters");
        return password;
    }

    private static boolean matches(Pattern pattern, String text) {
        return text.length() <= 2 * LONGEST_PASSWORD && pattern.matcher(text).matches();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
