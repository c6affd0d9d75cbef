package io.parley.api.operator;

import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the API document says of levels of service. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface DegradationApi {

    /** How well the node that answers serves. */
    @Operation(
            operationId = "getDegradation",
            summary = "Read the level of service of the node that answers, and what it follows from",
            description =
                    "Each signal has a bound; beyond it the level falls, and rises again when it has been calm for a while.")
    @ApiResponse(responseCode = "200", description = "The level.", useReturnTypeSchema = true)
    Mono<DegradationBody> degradation(Operator operator);

    /** The same, and each change. */
    @Operation(
            operationId = "followDegradation",
            summary = "Follow the level of service of the node that answers",
            description =
                    "A stream of events `level`, the first at once, each with what `GET /v1/operator/degradation` answers.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream.",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    Flux<ServerSentEvent<DegradationBody>> follow(Operator operator);

    /** Says something of a class of work. */
    @Operation(
            operationId = "forceShedding",
            summary = "Have a class of work given up, or served, on all nodes and at any level",
            description = "Messages are never given up. By operators, not auditors.")
    @ApiResponse(responseCode = "204", description = "It is so on this node, and on the others in a moment.")
    @Refuses({ErrorCode.NOT_FOUND, ErrorCode.FORBIDDEN})
    @Writes
    Mono<ResponseEntity<Void>> force(@ClassInPath String workClass, ForceRequest body, Operator operator);

    /** Takes it back. */
    @Operation(
            operationId = "freeShedding",
            summary = "Let the level of service decide again about a class of work",
            description = "By operators, not auditors.")
    @ApiResponse(responseCode = "204", description = "It does.")
    @Refuses({ErrorCode.NOT_FOUND, ErrorCode.FORBIDDEN})
    @Writes
    Mono<ResponseEntity<Void>> free(@ClassInPath String workClass, Operator operator);

    /** The path's class of work. */
    @Parameter(
            description = "The class of work.",
            schema = @Schema(allowableValues = {"receipts", "media", "history", "presence", "typing"}))
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @java.lang.annotation.Target(java.lang.annotation.ElementType.PARAMETER)
    @interface ClassInPath {}
}
