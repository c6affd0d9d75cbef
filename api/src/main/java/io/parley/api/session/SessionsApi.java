package io.parley.api.session;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.PageCursor;
import io.parley.api.openapi.PageSize;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of sessions. */
@Tag(name = "Accounts")
interface SessionsApi {

    /** One's open sessions. */
    @Operation(
            operationId = "getSessions",
            summary = "List one's open sessions, newest first",
            description = "A session whose refresh token has run out is no longer open.")
    @ApiResponse(responseCode = "200", description = "A page of sessions.", useReturnTypeSchema = true)
    Mono<SessionsBody> sessions(
            @PageSize @Nullable String limit,
            @PageCursor @Nullable String cursor,
            Caller caller,
            ReadPosition position);

    /** Ends one of one's sessions. */
    @Operation(
            operationId = "endSession",
            summary = "End one of one's sessions, which may be the one in use",
            description = "Its tokens, tickets, links and streams end at once. One that has ended is ended.")
    @ApiResponse(responseCode = "204", description = "It has ended.")
    @Refuses(ErrorCode.SESSION_NOT_FOUND)
    @Writes
    Mono<ResponseEntity<Void>> end(@IdInPath String deviceId, Caller caller);
}
