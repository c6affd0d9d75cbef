package io.parley.api.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.deadletter.DeadLetterRepair.Retried;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of trying an event again, as JSON. */
@Schema(name = "DeadLetterRetry")
record RetryBody(
        @Schema(
                allowableValues = {"handled", "failed", "pending"},
                description =
                        "`handled`: it is no longer held back; it went through, unless somebody skipped it meanwhile or the"
                                + " projection is filled anew. `pending`: no node that fills the projection has tried it within"
                                + " some seconds; one will.")
        String outcome,

        @Schema(minimum = "0", description = "How many events of the conversation are still held back.")
        long waiting,

        @Schema(description = "Why the first of them could not be handled. Left out if none is, or none was tried.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String cause) {

    static RetryBody of(Retried retried) {
        return new RetryBody(retried.outcome().name().toLowerCase(Locale.ROOT), retried.waiting(), retried.cause());
    }
}
