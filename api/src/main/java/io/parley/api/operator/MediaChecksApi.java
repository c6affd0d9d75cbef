package io.parley.api.operator;

import io.parley.api.openapi.Refuses;
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

/** What the API document says of checks of the store of media. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface MediaChecksApi {

    /** Begins a check. */
    @Operation(
            operationId = "checkMedia",
            summary = "Begin to compare the store of media with the log",
            description =
                    "Both ways: objects that nobody knows, and media whose objects are not there. If a check is under way on this"
                            + " node already, that one is answered. By operators, not auditors.")
    @ApiResponse(responseCode = "202", description = "It is under way.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.FORBIDDEN)
    Mono<ResponseEntity<MediaCheckBody>> check(
            @Parameter(
                            description = "Whether to delete objects that nobody knows.",
                            schema = @Schema(type = "boolean", defaultValue = "false"))
                    @Nullable
                    String mend,
            Operator operator);

    /** Says how far a check has got. */
    @Operation(
            operationId = "getMediaCheck",
            summary = "See the check that is under way on this node, or else its last one")
    @ApiResponse(responseCode = "200", description = "What it has found so far.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.NOT_FOUND)
    Mono<MediaCheckBody> latest(Operator operator);
}
