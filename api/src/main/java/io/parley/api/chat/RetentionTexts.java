package io.parley.api.chat;

import io.parley.api.problem.Fields;
import io.parley.contract.chat.Retention;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a chat and its messages are to live, as requests say it: the forms are regular expressions that mean the same in Java and
 * in JSON Schema, so that the API document says exactly what is taken. The command side checks the bounds again, by its own clock.
 */
final class RetentionTexts {

    /**
     * An ISO-8601 duration of parts that are always of the same length, to the millisecond: a month or a year is not. Some part must
     * be given, and a {@code T} stands before a time.
     */
    static final String DURATION_RULE =
            "^P(\\d{1,9}W|(?=.)(\\d{1,9}D)?" + "(T(?=.)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}([.,]\\d{1,3})?S)?)?)$";

    /** An RFC 3339 time. */
    static final String TIME_RULE =
            "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})$";

    /** What the API document says of a time to live. */
    static final String TTL_IN_WORDS =
            "How long a message lives from its sending, 1 second to 365 days; null for ever. It holds for new messages.";

    /** What the API document says of a chat's end. */
    static final String EXPIRY_IN_WORDS =
            "When the whole chat goes, in the future and at most 365 days ahead, kept to the millisecond; null for never.";

    private static final String TTL = "messageTtl";
    private static final String EXPIRY = "expiresAt";
    private static final Pattern DURATION = Pattern.compile(DURATION_RULE);
    private static final Pattern TIME = Pattern.compile(TIME_RULE);
    private static final String WEEKS = "W";

    /** Longer ones are neither. */
    private static final int LONGEST = 64;

    private RetentionTexts() {}

    /** What a request asks for; what is wrong with it is noted, and then nobody will see the answer. */
    static Retention read(Fields fields, @Nullable String messageTtl, @Nullable String expiresAt, Instant now) {
        return new Retention(
                messageTtl == null ? null : ttl(fields, messageTtl),
                expiresAt == null ? null : expiry(fields, expiresAt, now));
    }

    private static @Nullable Duration ttl(Fields fields, String text) {
        if (!matches(DURATION, text)) {
            fields.reject(TTL, "must be an ISO-8601 duration of weeks, or of days, hours, minutes and seconds");
            return null;
        }
        Duration ttl = text.endsWith(WEEKS)
                ? Duration.ofDays(7 * Long.parseLong(text.substring(1, text.length() - 1)))
                : Duration.parse(text);
        boolean within = ttl.compareTo(Retention.SHORTEST) >= 0 && ttl.compareTo(Retention.LONGEST) <= 0;
        fields.check(within, TTL, "must be 1 second to 365 days");
        return ttl;
    }

    private static @Nullable Instant expiry(Fields fields, String text, Instant now) {
        Instant expiry = time(text);
        if (expiry == null) {
            fields.reject(EXPIRY, "must be an RFC 3339 time");
            return null;
        }
        boolean within = expiry.isAfter(now) && !expiry.isAfter(now.plus(Retention.LONGEST));
        fields.check(within, EXPIRY, "must be in the future, at most 365 days ahead");
        return expiry;
    }

    private static @Nullable Instant time(String text) {
        if (!matches(TIME, text)) {
            return null;
        }
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static boolean matches(Pattern pattern, String text) {
        return text.length() <= LONGEST && pattern.matcher(text).matches();
    }
}
