package io.parley.api.status;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** What the API document says of the status. */
@Tag(name = "Status", description = "How well the platform serves")
interface StatusApi {

    /** The status. */
    @Operation(operationId = "getStatus", summary = "Read how well the platform serves")
    @ApiResponse(responseCode = "200", description = "The status.", useReturnTypeSchema = true)
    @SecurityRequirements
    Mono<StatusBody> status();
}
