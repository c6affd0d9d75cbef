package io.parley.api.user;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.PageCursor;
import io.parley.api.openapi.PageSize;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of blocks. */
@Tag(name = "Accounts")
interface BlocksApi {

    /** Whom one has blocked. */
    @Operation(operationId = "getBlocks", summary = "List whom one has blocked, newest first")
    @ApiResponse(responseCode = "200", description = "A page of blocks.", useReturnTypeSchema = true)
    Mono<BlocksBody> blocks(
            @PageSize @Nullable String limit,
            @PageCursor @Nullable String cursor,
            Caller caller,
            ReadPosition position);

    /** Blocks somebody. */
    @Operation(
            operationId = "blockUser",
            summary = "Block somebody",
            description =
                    "Who is blocked can neither open a direct chat with one nor send into it, and sees no presence. Groups are not "
                            + "affected, and the blocker may still write. Who is blocked already stays so.")
    @ApiResponse(responseCode = "204", description = "The user is blocked.")
    @Refuses({ErrorCode.USER_NOT_FOUND, ErrorCode.BLOCK_OF_ONESELF, ErrorCode.TOO_MANY_BLOCKS})
    @Writes
    Mono<ResponseEntity<Void>> block(@IdInPath String userId, Caller caller);

    /** Lifts a block. */
    @Operation(operationId = "unblockUser", summary = "Lift a block", description = "Who is not blocked stays so.")
    @ApiResponse(responseCode = "204", description = "The user is not blocked.")
    @Refuses(ErrorCode.USER_NOT_FOUND)
    @Writes
    Mono<ResponseEntity<Void>> unblock(@IdInPath String userId, Caller caller);
}
