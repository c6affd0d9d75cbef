package io.parley.api.audit;

import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.PageCursor;
import io.parley.api.openapi.PageSize;
import io.parley.api.openapi.Refuses;
import io.parley.api.operator.Operator;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** What the API document says of looking into the log. */
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
interface AuditApi {

    /** Which events there are. */
    @Operation(
            operationId = "getEvents",
            summary = "See which events there are, in the order of the log",
            description =
                    "What is asked must all hold. That this was asked is written into the log first, as `AuditLogRead`; where it"
                            + " cannot be, nothing is answered. Two look at once on a node, others are refused.")
    @ApiResponse(responseCode = "200", description = "A page of them.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.NOT_FOUND)
    Mono<AuditEventsBody> events(
            @Parameter(
                            description = "Of this conversation, its receipts and lanes. An index finds these at once.",
                            schema = @Schema(type = "string", format = "uuid"))
                    @Nullable
                    String chat,
            @Parameter(
                            description = "Which name this user, as who did it or in what happened.",
                            schema = @Schema(type = "string", format = "uuid"))
                    @Nullable
                    String user,
            @Parameter(description = "Which name this message.", schema = @Schema(type = "string", format = "uuid"))
                    @Nullable
                    String message,
            @Parameter(
                            description = "Of this type.",
                            schema = @Schema(type = "string", pattern = "^[A-Za-z]{1,100}$"),
                            example = "MessageSent")
                    @Nullable
                    String type,
            @Parameter(
                            description = "Recorded then or later: a time, or a day, which begins at midnight UTC.",
                            schema = @Schema(type = "string"),
                            example = "2026-11-30T08:00:00Z")
                    @Nullable
                    String since,
            @Parameter(
                            description = "Recorded before then.",
                            schema = @Schema(type = "string"),
                            example = "2026-11-30T08:00:00Z")
                    @Nullable
                    String until,
            @Parameter(
                            description = "At this position or later.",
                            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
                    @Nullable
                    String from,
            @Parameter(
                            description = "At this position or earlier.",
                            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
                    @Nullable
                    String to,
            @PageSize @Nullable String limit,
            @PageCursor @Nullable String cursor,
            @Why @Nullable String reason,
            Operator operator,
            ServerHttpRequest request);

    /** A conversation as it was. */
    @Operation(
            operationId = "getConversationAsOf",
            summary = "See what a conversation was at some time: its members, their marks, its messages",
            description = "It is made of its events up to then, 100,000 at most. That this was asked is"
                    + " written into the log first, as `AuditLogRead`.")
    @ApiResponse(responseCode = "200", description = "As it was.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.NOT_FOUND, ErrorCode.FORBIDDEN})
    Mono<ConversationBody> asOf(
            @IdInPath String chatId,
            @Parameter(
                            description =
                                    "At that time, or after the event at that position of the log. Left out: now.",
                            schema = @Schema(type = "string"),
                            example = "2026-11-30T08:00:00Z")
                    @Nullable
                    String at,
            @Revealing @Nullable String reveal,
            @Why @Nullable String reason,
            Operator operator,
            ServerHttpRequest request);

    /** How it changed. */
    @Operation(
            operationId = "getConversationDiff",
            summary = "See how a conversation changed between two moments",
            description =
                    "Members and messages that are otherwise, as they were before and after. That this was asked is written into the"
                            + " log first, as `AuditLogRead`.")
    @ApiResponse(responseCode = "200", description = "How it changed.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.NOT_FOUND})
    Mono<ConversationDiffBody> diff(
            @IdInPath String chatId,
            @Parameter(
                            required = true,
                            description = "The earlier moment: a time, or a position of the log.",
                            schema = @Schema(type = "string"),
                            example = "2026-11-30T08:00:00Z")
                    @Nullable
                    String from,
            @Parameter(
                            description = "The later moment. Left out: now.",
                            schema = @Schema(type = "string"),
                            example = "2026-11-30T08:00:00Z")
                    @Nullable
                    String to,
            @Why @Nullable String reason,
            Operator operator,
            ServerHttpRequest request);

    /** What became of a message. */
    @Operation(
            operationId = "getMessageHistory",
            summary = "See what became of a message: sent, brought, delivered, read, gone",
            description = "Of which chat it is, `GET /v1/operator/events?message=…` finds. That this was asked is"
                    + " written into the log first, as `AuditLogRead`.")
    @ApiResponse(responseCode = "200", description = "What became of it.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.NOT_FOUND, ErrorCode.FORBIDDEN})
    Mono<MessageHistoryBody> message(
            @IdInPath String messageId,
            @Parameter(required = true, description = "Its chat.", schema = @Schema(type = "string", format = "uuid"))
                    @Nullable
                    String chat,
            @Revealing @Nullable String reveal,
            @Why @Nullable String reason,
            Operator operator,
            ServerHttpRequest request);

    /** The newest root. */
    @Operation(
            operationId = "getSealedRoot",
            summary = "Get the newest root of the sealed log, to keep it elsewhere",
            description =
                    "Whoever has it sees later whether the log was cut off. It is what `./parley audit root --publish` writes, and"
                            + " what `audit verify` and `audit check` take. That this was asked is written into the log first, as `AuditLogRead`.")
    @ApiResponse(
            responseCode = "200",
            description = "The root.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object", description = "A seal, with its signature.")))
    @Refuses(ErrorCode.NOT_FOUND)
    Mono<String> root(@Why @Nullable String reason, Operator operator, ServerHttpRequest request);

    /** What proves a conversation. */
    @Operation(
            operationId = "getProof",
            summary = "Get what proves a conversation to somebody who has only a public key",
            description =
                    "Lines of JSON: the conversation's events as they lie in the log, encrypted, and of others nothing but hashes."
                            + " `./parley audit check` verifies it offline. Up to 16 MiB; `./parley audit proof` writes longer ones. That this"
                            + " was asked is written into the log first, as `AuditLogRead`, and is no part of it.")
    @ApiResponse(
            responseCode = "200",
            description = "The bundle.",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.NOT_FOUND})
    Mono<String> proof(
            @IdInPath String chatId, @Why @Nullable String reason, Operator operator, ServerHttpRequest request);
}
