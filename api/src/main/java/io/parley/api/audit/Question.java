package io.parley.api.audit;

import io.parley.api.dispatch.QueryNumbers;
import io.parley.contract.audit.AuditOperation;
import io.parley.contract.audit.Moment;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of the log: its parameters are read strictly, and those that say something are kept as they will be taken
 * down.
 */
final class Question {

    private static final int LONGEST_REASON = 200;
    private static final int DAY = "2026-11-30".length();
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final AuditOperation operation;
    private final @Nullable String reason;
    private final Map<String, String> parameters = new TreeMap<>();

    /**
     * A question about something.
     *
     * @throws Rejection {@code invalid_request} for a reason that is none
     */
    Question(AuditOperation operation, @Nullable String reason) {
        this.operation = operation;
        this.reason = reason;
        if (reason != null
                && (reason.isBlank()
                        || reason.length() > LONGEST_REASON
                        || reason.chars().anyMatch(Character::isISOControl))) {
            throw Rejection.invalid("reason", "must be 1 to " + LONGEST_REASON + " characters on one line");
        }
    }

    AuditOperation operation() {
        return operation;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /** What was asked, by the names of the parameters. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** An identifier; null if it is not asked for. */
    @Nullable
    UUID id(String name, @Nullable String text) {
        return text == null
                ? null
                : read(name, text, value -> ChatId.valueOf(value).value(), "must be an id");
    }

    /** A chat that must be named. */
    ChatId chat(String name, @Nullable String text) {
        UUID chat = id(name, text);
        if (chat == null) {
            throw Rejection.invalid(name, "is required");
        }
        return new ChatId(chat);
    }

    /** The name of a type of event; null if it is not asked for. */
    @Nullable
    String type(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[A-Za-z]{1,100}")) {
            throw Rejection.invalid(name, "must be the name of a type, such as MessageSent");
        }
        return said(name, text);
    }

    /** A time, or a day, which begins at midnight UTC; null if it is not asked for. */
    @Nullable
    Instant time(String name, @Nullable String text) {
        return text == null
                ? null
                : read(name, text, Question::instant, "must be like 2026-11-30 or 2026-11-30T08:00:00Z");
    }

    /** A position of the log, or another if it is not asked for. */
    long position(String name, @Nullable String text, long otherwise) {
        Long position = QueryNumbers.sequence(name, text);
        if (position == null) {
            return otherwise;
        }
        said(name, Long.toString(position));
        return position;
    }

    /** A position or a time; null if it is not asked for. */
    @Nullable
    Moment moment(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Moment.at(position(name, text, 0));
        }
        return read(
                name,
                text,
                value -> Moment.at(instant(value)),
                "must be a position of the log, or a time like 2026-11-30T08:00:00Z");
    }

    private static Instant instant(String text) {
        Instant time = text.length() == DAY
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeException("too far away");
        }
        return time;
    }

    private <T> T read(String name, String text, Function<String, T> reader, String rule) {
        try {
            T value = reader.apply(text);
            said(name, text);
            return value;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Rejection.invalid(name, rule);
        }
    }

    /**
     * Whether to show what messages say.
     *
     * @throws Rejection {@code invalid_request} if it is asked for and not said why
     */
    boolean reveals(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw Rejection.invalid(name, "must be true or false");
        }
        if (reason == null) {
            throw Rejection.invalid("reason", "is required to see what messages say");
        }
        said(name, text);
        return true;
    }

    /** It will not be answered. */
    void refused() {
        said("refused", "true");
    }

    private String said(String name, String text) {
        parameters.put(name, text);
        return text;
    }
}
