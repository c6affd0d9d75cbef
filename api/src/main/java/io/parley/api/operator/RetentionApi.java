package io.parley.api.operator;

import io.parley.api.dispatch.ReadPosition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the API document says of retention. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface RetentionApi {

    /** What would go. */
    @Operation(
            operationId = "previewRetention",
            summary = "See which messages a maximum for the server would let go, and when",
            description =
                    "Nothing is changed. What goes before by itself is not counted. Reads the whole history: it may take a"
                            + " while.")
    @ApiResponse(responseCode = "200", description = "What would go.", useReturnTypeSchema = true)
    Mono<RetentionBody> preview(
            @Parameter(
                            required = true,
                            description = "The maximum, PT1S to P365D.",
                            schema = @Schema(type = "string", format = "duration"),
                            example = "P30D")
                    @Nullable
                    String longest,
            Operator operator,
            ReadPosition position);
}
