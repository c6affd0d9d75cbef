package io.parley.api.purge;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.PageCursor;
import io.parley.api.openapi.PageSize;
import io.parley.api.openapi.Refuses;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the API document says of purge certificates. */
@Tag(name = "Chats")
interface PurgesApi {

    /** The certificates of a chat. */
    @Operation(
            operationId = "getPurges",
            summary = "List the certificates of what was destroyed in a chat, the latest first",
            description =
                    "For those who were in it, also once it is gone. Each is signed, and can be checked by anybody.")
    @ApiResponse(responseCode = "200", description = "A page of certificates.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.CHAT_NOT_FOUND)
    Mono<PurgesBody> purges(
            @IdInPath String chatId,
            @PageSize @Nullable String limit,
            @PageCursor @Nullable String cursor,
            Caller caller,
            ReadPosition position);
}
