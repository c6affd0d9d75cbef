package io.parley.api.receipt;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of receipts. */
@Tag(name = "Messages")
interface ReceiptsApi {

    /** Acknowledges messages. */
    @Operation(
            operationId = "mark",
            summary = "Acknowledge messages as delivered or read",
            description =
                    "Watermarks: everything up to a sequence. They never go back, read implies delivered. The list is "
                            + "checked whole before any mark is set.")
    @ApiResponse(responseCode = "204", description = "All are set.")
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.BEYOND_LAST_SEQUENCE})
    @Writes
    Mono<ResponseEntity<Void>> mark(MarksRequest body, Caller caller);

    /** Who has got and read a message. */
    @Operation(operationId = "getReceipts", summary = "Read who has got and read a message")
    @ApiResponse(responseCode = "200", description = "How far it has got.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.CHAT_GONE, ErrorCode.MESSAGE_NOT_FOUND})
    Mono<ReceiptsBody> receipts(
            @IdInPath String chatId, @IdInPath String messageId, Caller caller, ReadPosition position);
}
