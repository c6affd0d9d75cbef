package io.parley.api.presence;

import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of typing. */
@Tag(name = "Presence")
interface TypingApi {

    /** Says that one types. */
    @Operation(
            operationId = "typing",
            summary = "Say that one types",
            description =
                    "The others in the chat hear an event `typing`, if they have a stream open. It is kept nowhere and ends by "
                            + "itself: whoever hears it believes it for 6 seconds. So it is to be said again every 3 seconds while it is true; "
                            + "what is said more often is not passed on.")
    @ApiResponse(responseCode = "202", description = "It is passed on, or was a moment ago.")
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.CHAT_GONE, ErrorCode.RATE_LIMITED})
    Mono<ResponseEntity<Void>> typing(@IdInPath String chatId, Caller caller);
}
