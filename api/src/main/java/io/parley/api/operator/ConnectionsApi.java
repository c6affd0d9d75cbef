package io.parley.api.operator;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the API document says of open streams. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface ConnectionsApi {

    /** Where somebody is connected. */
    @Operation(
            operationId = "getConnections",
            summary = "See on which gateways a user has streams open",
            description = "As the gateways have written it down: a moment ago. Whom nobody knows has none.")
    @ApiResponse(responseCode = "200", description = "The newest first, 100 at most.", useReturnTypeSchema = true)
    Mono<ConnectionsBody> connections(
            @Parameter(required = true, description = "The user.", schema = @Schema(type = "string", format = "uuid"))
                    @Nullable
                    String userId,
            Operator operator);
}
