package io.parley.api.session;

import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** What the API document says of tokens. */
@Tag(name = "Accounts")
interface TokensApi {

    /** Signs in or refreshes. */
    @Operation(
            operationId = "getTokens",
            summary = "Sign in, or refresh a session",
            description =
                    "With handle, password and device: opens a session. With `refreshToken`, which wins: the next pair "
                            + "of the same session. A refresh token is good for once; if it comes back, it was copied, and the "
                            + "session ends.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(anyOf = {SignInForm.class, RefreshForm.class})))
    @ApiResponse(responseCode = "200", description = "A pair of tokens.", useReturnTypeSchema = true)
    @SecurityRequirements
    @Refuses({ErrorCode.BAD_CREDENTIALS, ErrorCode.RATE_LIMITED})
    @Writes
    Mono<ResponseEntity<TokenAnswer>> token(TokenRequest body, ServerHttpRequest request);
}
