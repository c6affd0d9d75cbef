package io.parley.api.user;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.user.Handles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** What the API document says of accounts. */
@Tag(name = "Accounts", description = "Signing up, signing in, profiles")
interface UsersApi {

    /** Opens an account. */
    @Operation(operationId = "signUp", summary = "Open an account")
    @ApiResponse(
            responseCode = "201",
            description = "The account is open.",
            useReturnTypeSchema = true,
            headers =
                    @Header(
                            name = "Location",
                            description = "Where the user is found.",
                            required = true,
                            schema = @Schema(type = "string", format = "uri-reference")))
    @SecurityRequirements
    @Refuses({ErrorCode.HANDLE_TAKEN, ErrorCode.RATE_LIMITED})
    @Writes
    Mono<ResponseEntity<UserBody>> signUp(SignUpRequest body, ServerHttpRequest request);

    /** A user by identifier. */
    @Operation(operationId = "getUser", summary = "Look up a user by identifier")
    @ApiResponse(responseCode = "200", description = "The user.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.USER_NOT_FOUND)
    Mono<UserBody> user(@IdInPath String userId, ReadPosition position);

    /** A user by handle. */
    @Operation(operationId = "findUser", summary = "Find a user by handle")
    @ApiResponse(responseCode = "200", description = "The user.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.USER_NOT_FOUND)
    Mono<UserBody> userByHandle(
            @Parameter(
                            description = "The whole handle; what is none is nobody's, and answers 404.",
                            schema = @Schema(type = "string", pattern = "^" + Handles.RULE + "$", example = "ada"))
                    String handle,
            ReadPosition position);
}
