package io.parley.api.operator;

import io.parley.api.dispatch.ReadPosition;
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

/** What the API document says of fan-outs. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface FanOutsApi {

    /** What was given up. */
    @Operation(
            operationId = "getAbandonedFanOuts",
            summary = "List messages that were given up for some members, the oldest first",
            description = "What was brought since is not among them.")
    @ApiResponse(responseCode = "200", description = "A page of them.", useReturnTypeSchema = true)
    Mono<AbandonedBody> abandoned(
            @PageSize @Nullable String limit,
            @PageCursor @Nullable String cursor,
            Operator operator,
            ReadPosition position);

    /** Brings a message to a lane after all. */
    @Operation(
            operationId = "restartFanOut",
            summary = "Bring a message that was given up for some members after all",
            description =
                    "It comes to them late, after what was sent since, and is marked so. By operators, not auditors.")
    @ApiResponse(responseCode = "204", description = "It is in their mailboxes.")
    @Refuses({ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.CHAT_NOT_FOUND, ErrorCode.FORBIDDEN})
    @Writes
    Mono<ResponseEntity<Void>> restart(
            @IdInPath String chatId,
            @Parameter(
                            description = "The lane's number in the group.",
                            schema = @Schema(type = "integer", minimum = "0"))
                    String lane,
            @Parameter(description = "The message's sequence.", schema = @Schema(type = "integer", minimum = "1"))
                    String sequence,
            Operator operator);
}
