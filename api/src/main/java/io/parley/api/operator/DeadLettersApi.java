package io.parley.api.operator;

import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.PageCursor;
import io.parley.api.openapi.PageSize;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of events that projections hold back. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface DeadLettersApi {

    /** What is held back. */
    @Operation(
            operationId = "getDeadLetters",
            summary = "List events that projections could not handle",
            description =
                    "By projection and conversation: of each the event that failed; others of the same conversation wait behind it.")
    @ApiResponse(responseCode = "200", description = "A page of them.", useReturnTypeSchema = true)
    Mono<DeadLettersBody> list(
            @Parameter(
                            description = "Of this projection alone.",
                            schema = @Schema(type = "string", pattern = "^[a-z]{1,32}$"))
                    @Nullable
                    String projection,
            @PageSize @Nullable String limit,
            @PageCursor @Nullable String cursor,
            Operator operator);

    /** One of them. */
    @Operation(
            operationId = "getDeadLetter",
            summary = "See an event that a projection holds back in full: all but what it says",
            description =
                    "What users wrote is ciphertext there as anywhere; how large it is, is told. An event that cannot be read is"
                            + " shown without what is in it.")
    @ApiResponse(responseCode = "200", description = "The event.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.NOT_FOUND)
    Mono<DeadLetterBody.Detail> show(@IdInPath String letterId, Operator operator);

    /** Tries it again. */
    @Operation(
            operationId = "retryDeadLetter",
            summary = "Try an event that a projection holds back again, now",
            description =
                    "With it those before and behind it in its conversation, in order, until one fails. They are tried again by"
                            + " themselves too, after longer and longer waits. By operators, not auditors.")
    @ApiResponse(responseCode = "200", description = "What came of it.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.NOT_FOUND, ErrorCode.FORBIDDEN})
    Mono<RetryBody> retry(@IdInPath String letterId, Operator operator);

    /** Gives it up. */
    @Operation(
            operationId = "skipDeadLetter",
            summary = "Give up an event that a projection holds back",
            description =
                    "The projection will not have it, and those behind it go on. Who did it, and why, is an event in the log, for"
                            + " ever: a reason must not tell anything of users. By operators, not auditors.")
    @ApiResponse(responseCode = "204", description = "It is skipped.")
    @Refuses({ErrorCode.NOT_FOUND, ErrorCode.FORBIDDEN})
    @Writes
    Mono<ResponseEntity<Void>> skip(@IdInPath String letterId, SkipRequest body, Operator operator);
}
