package io.parley.api.chat;

import io.parley.api.problem.Fields;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long a chat and its messages are to live, as requests say it. In the contract and not offered yet: a request for it is checked
 * as far as its form goes and then refused as {@code unsupported}.
 *
 * @param messageTtl how long messages live; null for ever
 * @param expiresAt when the whole chat goes; null for never
 */
record Retention(@Nullable String messageTtl, @Nullable String expiresAt) {

    /** Notes what is wrong with the form. */
    void check(Fields fields) {
        check(fields, "messageTtl", messageTtl, Duration::parse, "must be an ISO-8601 duration");
        check(fields, "expiresAt", expiresAt, Instant::parse, "must be an RFC 3339 time");
    }

    private static void check(
            Fields fields, String field, @Nullable String value, Consumer<String> parser, String message) {
        if (value == null) {
            return;
        }
        try {
            parser.accept(value);
        } catch (DateTimeException notOfThisForm) {
            fields.reject(field, message);
        }
    }

    /** Refuses what is asked for. */
    void refuse() {
        if (messageTtl != null || expiresAt != null) {
            throw new Rejection(ErrorCode.UNSUPPORTED, "Chats and messages that expire are not offered yet.");
        }
    }
}
