package io.parley.api.inbox;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.PageCursor;
import io.parley.api.openapi.PageSize;
import io.parley.api.session.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the API document says of the inbox. */
@Tag(name = "Chats")
interface InboxApi {

    /** One's chats. */
    @Operation(operationId = "getInbox", summary = "List one's chats, latest activity first")
    @ApiResponse(responseCode = "200", description = "A page of the inbox.", useReturnTypeSchema = true)
    Mono<InboxBody> inbox(
            @PageSize @Nullable String limit,
            @PageCursor @Nullable String cursor,
            Caller caller,
            ReadPosition position);
}
