package io.parley.api.purge;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
import io.parley.api.operator.Operator;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** What the API document says of the certificates of erasures. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface ErasuresApi {

    /** The certificates of an account's erasure. */
    @Operation(
            operationId = "getErasure",
            summary = "Read the certificate that an account was erased",
            description = "For whoever asked for the erasure, and has no token any more. All are on one page.")
    @ApiResponse(responseCode = "200", description = "The certificate.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.USER_NOT_FOUND)
    Mono<PurgesBody> erasure(@IdInPath String userId, Operator operator, ReadPosition position);
}
