package io.parley.api.message;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.PageCursor;
import io.parley.api.openapi.PageSize;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.SequenceParameter;
import io.parley.api.openapi.Writes;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of messages. */
@Tag(name = "Messages", description = "Sending, history, receipts")
interface MessagesApi {

    /** Sends a message. */
    @Operation(
            operationId = "sendMessage",
            summary = "Send a message",
            description = "Idempotent by `messageId`, which the client chooses: repeat it until there is an answer. "
                    + "It says something, or bears media that its sender has uploaded to the chat, or both.")
    @ApiResponse(responseCode = "200", description = "It had been sent before.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "It is sent, durably.", useReturnTypeSchema = true)
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.MESSAGE_ID_REUSED,
        ErrorCode.BLOCKED,
        ErrorCode.REPLY_NOT_FOUND,
        ErrorCode.MEDIA_NOT_ATTACHABLE,
        ErrorCode.RATE_LIMITED
    })
    @Writes
    Mono<ResponseEntity<SentBody>> send(@IdInPath String chatId, SendRequest body, Caller caller);

    /** Takes a message back. */
    @Operation(
            operationId = "retractMessage",
            summary = "Take a message back, for everyone",
            description =
                    "By its sender, or a group's owner or an admin. The key of its text is destroyed at once; what stays is "
                            + "that there was a message. Taken back already, it is answered alike.")
    @ApiResponse(responseCode = "204", description = "It is taken back.")
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.MESSAGE_NOT_FOUND,
        ErrorCode.FORBIDDEN,
        ErrorCode.CHAT_HELD
    })
    @Writes
    Mono<ResponseEntity<Void>> retract(@IdInPath String chatId, @IdInPath String messageId, Caller caller);

    /** A page of history. */
    @Operation(
            operationId = "getMessages",
            summary = "Read a chat's history, newest first",
            description =
                    "`before` and `after` are sequences, exclusive. `after=N` gives the next `limit` above N, also "
                            + "together with `before`; else the page is the newest below `before`. `atLeast=N` waits, at most two "
                            + "seconds, until the history has sequence N. A `cursor` holds both bounds and comes without them.")
    @ApiResponse(responseCode = "200", description = "A page of history.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.CHAT_GONE})
    Mono<HistoryBody> history(
            @IdInPath String chatId,
            @SequenceParameter @Nullable String before,
            @SequenceParameter @Nullable String after,
            @PageCursor @Nullable String cursor,
            @PageSize @Nullable String limit,
            @SequenceParameter @Nullable String atLeast,
            Caller caller,
            ReadPosition position);
}
