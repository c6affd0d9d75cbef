package io.parley.api.chat;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of chats. */
@Tag(name = "Chats", description = "Opening and changing chats, their members, the inbox")
interface ChatsApi {

    /** Opens a chat. */
    @Operation(
            operationId = "openChat",
            summary = "Open a direct chat or a group",
            description =
                    "A pair has at most one living direct chat, however both open it at once; it keeps its own `messageTtl` and "
                            + "`expiresAt`. Who opens a group owns it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(oneOf = {OpenDirectForm.class, OpenGroupForm.class})))
    @ApiResponse(responseCode = "200", description = "The chat that the pair has already.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "201",
            description = "The new chat.",
            useReturnTypeSchema = true,
            headers =
                    @Header(
                            name = "Location",
                            description = "Where the chat is found.",
                            required = true,
                            schema = @Schema(type = "string", format = "uri-reference")))
    @Refuses({ErrorCode.USER_NOT_FOUND, ErrorCode.CHAT_WITH_ONESELF, ErrorCode.BLOCKED})
    @Writes
    Mono<ResponseEntity<ChatBody>> open(OpenChatRequest body, Caller caller);

    /** Changes a chat. */
    @Operation(
            operationId = "changeChat",
            summary = "Change a group's title, or how long a chat and its messages live",
            description =
                    "In a group by its owner or an admin, in a direct chat by either side. What was sent before keeps its end. "
                            + "All of it is done or, if any of it is refused, nothing.")
    @ApiResponse(responseCode = "200", description = "The chat as it is now.", useReturnTypeSchema = true)
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.FORBIDDEN,
        ErrorCode.NOT_A_GROUP,
        ErrorCode.TTL_CHANGED_TOO_OFTEN
    })
    @Writes
    Mono<ResponseEntity<ChatBody>> change(@IdInPath String chatId, ChangeChatRequest body, Caller caller);

    /** Purges a chat. */
    @Operation(
            operationId = "purgeChat",
            summary = "Purge a chat, with all that was ever said in it",
            description =
                    "By a group's owner, or either side of a direct chat. The keys of its text are destroyed at once. What is "
                            + "gone already is gone: the answer to them is the same, and other members are told so. A pair may "
                            + "then open a new chat, under a new id.")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.CHAT_GONE, ErrorCode.FORBIDDEN, ErrorCode.CHAT_HELD})
    @Writes
    Mono<ResponseEntity<Void>> purge(@IdInPath String chatId, Caller caller);

    /** A chat with its members. */
    @Operation(operationId = "getChat", summary = "Read a chat with its members")
    @ApiResponse(responseCode = "200", description = "The chat.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.CHAT_GONE})
    Mono<ChatBody> chat(@IdInPath String chatId, Caller caller, ReadPosition position);
}
