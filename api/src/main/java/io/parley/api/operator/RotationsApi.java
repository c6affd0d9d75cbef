package io.parley.api.operator;

import io.parley.api.openapi.Refuses;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of rotations of keys. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface RotationsApi {

    /** Begins a rotation. */
    @Operation(
            operationId = "rotateKeys",
            summary = "Begin a rotation of keys",
            description =
                    "Once it has ended, what was shredded before it began cannot be had from any backup any more. If one is under"
                            + " way already, that one is answered. By operators, not auditors.")
    @ApiResponse(responseCode = "202", description = "It is under way.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.KEYS_FIXED, ErrorCode.FORBIDDEN})
    Mono<ResponseEntity<RotationBody>> rotate(Operator operator);

    /** Says how far a rotation has got. */
    @Operation(
            operationId = "getKeyRotation",
            summary = "See the rotation of keys that is under way, or else the last one")
    @ApiResponse(responseCode = "200", description = "How far it has got.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.NOT_FOUND)
    Mono<RotationBody> rotation(Operator operator);
}
