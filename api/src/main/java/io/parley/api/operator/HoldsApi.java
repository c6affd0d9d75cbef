package io.parley.api.operator;

import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of legal holds. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface HoldsApi {

    /** Puts a chat under a legal hold. */
    @Operation(
            operationId = "holdChat",
            summary = "Put a chat under a legal hold",
            description =
                    "From then on nothing in it is destroyed, by whomever or by its time. Its members see that it is held. Held "
                            + "already, it is answered alike. By operators, not auditors.")
    @ApiResponse(responseCode = "204", description = "It is held.")
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.CHAT_GONE, ErrorCode.FORBIDDEN})
    @Writes
    Mono<ResponseEntity<Void>> hold(@IdInPath String chatId, Operator operator);

    /** Ends a legal hold. */
    @Operation(
            operationId = "releaseChat",
            summary = "End a chat's legal hold",
            description =
                    "What has had its time meanwhile goes at once. Not held, it is answered alike. By operators, not auditors.")
    @ApiResponse(responseCode = "204", description = "It is not held.")
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.CHAT_GONE, ErrorCode.FORBIDDEN})
    @Writes
    Mono<ResponseEntity<Void>> release(@IdInPath String chatId, Operator operator);
}
