package io.parley.api.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.contract.error.Rejection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of a class of work.
 *
 * @param shed whether it is given up; if not, it is served
 * @param lasting for how long; absent: until somebody says otherwise
 */
@Schema(name = "ForceShedding")
record ForceRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        Boolean shed,

        @JsonProperty("for") @Schema(name = "for", type = "string", example = "PT10M") @Nullable
        String lasting) {

    private static final Duration LONGEST = Duration.ofDays(30);

    boolean isShed() {
        if (shed == null) {
            throw Rejection.invalid("shed", "is required");
        }
        return shed;
    }

    @Nullable
    Instant until(Instant now) {
        if (lasting == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(lasting);
            if (duration.toSeconds() >= 1 && duration.compareTo(LONGEST) <= 0) {
                return now.plusMillis(duration.toMillis());
            }
        } catch (DateTimeParseException | ArithmeticException noDuration) {
            // answered below
        }
        throw Rejection.invalid("for", "must be an ISO-8601 duration from PT1S to P30D");
    }
}
