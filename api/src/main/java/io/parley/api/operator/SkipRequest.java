package io.parley.api.operator;

import io.parley.contract.deadletter.DeadLetterCommand.SkipDeadLetter;
import io.parley.contract.error.Rejection;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why an event is given up.
 *
 * @param reason for those who ask later
 */
@Schema(name = "SkipDeadLetter")
record SkipRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                minLength = 1,
                maxLength = SkipDeadLetter.LONGEST_REASON,
                example = "Written by a version that is withdrawn.")
        @Nullable
        String reason) {

    String given() {
        if (reason == null) {
            throw Rejection.invalid("reason", "is required");
        }
        return reason;
    }
}
