package io.parley.api.delivery;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** What the API document says of deliveries. */
@Tag(name = "Messages")
interface DeliveriesApi {

    /** Where a message stands. */
    @Operation(
            operationId = "getDeliveries",
            summary = "Read where a message stands with each member",
            description = "For its sender. Those to whom it was addressed when it was sent, in order of joining.")
    @ApiResponse(responseCode = "200", description = "Where it stands.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.FORBIDDEN, ErrorCode.CHAT_NOT_FOUND, ErrorCode.CHAT_GONE, ErrorCode.MESSAGE_NOT_FOUND})
    Mono<DeliveriesBody> deliveries(
            @IdInPath String chatId, @IdInPath String messageId, Caller caller, ReadPosition position);
}
