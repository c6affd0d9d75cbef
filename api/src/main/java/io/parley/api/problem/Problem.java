package io.parley.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.error.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * An error as clients see it (RFC 9457).
 *
 * @param type names the kind of problem
 * @param title what kind it is, for people
 * @param status the HTTP status
 * @param detail what went wrong this time, for people
 * @param instance names this occurrence; the log has the same identifier
 * @param code the stable machine code
 * @param errors the fields at fault; left out if it is not about fields
 */
@Schema(description = "What went wrong (RFC 9457). `code` is stable; texts may change.")
public record Problem(
        @Schema(format = "uri", example = "urn:problem-type:parley:invalid_request")
        String type,

        @Schema(example = "The request is not valid") String title,

        @Schema(minimum = "400", maximum = "599", example = "400")
        int status,

        @Schema(example = "handle is required") String detail,

        @Schema(
                description = "Names this occurrence; the server's log has the same identifier.",
                format = "uri",
                example = "urn:uuid:0b0d8d3e-6d3c-4f3a-9a2b-1b1f6c1f3f6e")
        String instance,

        @Schema(description = "The stable machine code.", example = "invalid_request")
        String code,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                description = "The fields at fault, if it is about fields.",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        List<FieldError> errors) {}
