package io.parley.api.media;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the API document says of media. */
@Tag(name = "Media", description = "Images, audio and video")
interface MediaApi {

    /** Uploads. */
    @Operation(
            operationId = "uploadMedia",
            summary = "Upload an image, audio or video to a chat",
            description =
                    "The body is the file. Its type is told by its content, whatever `Content-Type` claims. Where an image or a "
                            + "film says where it was taken, that is removed, so that size and hash may be others than of what was sent. What no "
                            + "message bears within an hour is deleted.",
            parameters =
                    @Parameter(
                            name = "Content-Disposition",
                            in = ParameterIn.HEADER,
                            description = "The file's name, as `filename*` or `filename` (RFC 6266).",
                            schema = @Schema(type = "string"),
                            example = "attachment; filename*=UTF-8''caf%C3%A9.jpg"),
            requestBody =
                    @RequestBody(
                            required = true,
                            description = "The file, at most 100 MiB unless set otherwise.",
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(responseCode = "201", description = "It is stored, durably.", useReturnTypeSchema = true)
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.TOO_LARGE,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        ErrorCode.RATE_LIMITED
    })
    @Writes
    Mono<ResponseEntity<MediaBody>> upload(
            @IdInPath String chatId, Caller caller, @Parameter(hidden = true) ServerHttpRequest request);

    /** Downloads. */
    @Operation(
            operationId = "getMedia",
            summary = "Download media",
            description =
                    "For the members of the chat who may see the message. Also with `?link=`, from `POST …/links`, and no token.")
    @ApiResponse(
            responseCode = "200",
            description = "The bytes.",
            headers = @Header(name = "ETag", description = "Strong, by content.", schema = @Schema(type = "string")),
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            description = "The ranges asked for; several as `multipart/byteranges`.",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "The client has them already.", content = @Content)
    @Refuses({
        ErrorCode.MEDIA_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.PRECONDITION_FAILED,
        ErrorCode.RANGE_NOT_SATISFIABLE
    })
    Mono<Void> download(
            @IdInPath String mediaId,
            @Parameter(
                            description = "Whether a browser is to save it rather than to show it.",
                            schema = @Schema(type = "boolean"))
                    @Nullable
                    String download,
            Caller caller,
            ReadPosition position,
            @Parameter(hidden = true) ServerWebExchange exchange);

    /** Thumbnails. */
    @Operation(
            operationId = "getThumbnail",
            summary = "Download an image's thumbnail",
            description = "At most 320 pixels on the longer side. Not every image has one, and nothing else does.")
    @ApiResponse(
            responseCode = "200",
            description = "The bytes, of a JPEG or PNG.",
            content = @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "206", description = "Ranges of it, as with media.", content = @Content)
    @ApiResponse(responseCode = "304", description = "The client has it already.", content = @Content)
    @Refuses({
        ErrorCode.MEDIA_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.PRECONDITION_FAILED,
        ErrorCode.RANGE_NOT_SATISFIABLE
    })
    Mono<Void> thumbnail(
            @IdInPath String mediaId,
            Caller caller,
            ReadPosition position,
            @Parameter(hidden = true) ServerWebExchange exchange);

    /** Makes a link. */
    @Operation(
            operationId = "linkMedia",
            summary = "Make a short-lived link to media",
            description =
                    "It opens these media, for whoever has it, as the one who asked for it may see them at the time: it is dead once "
                            + "the message is, or that one has left the chat or ended the session.")
    @ApiResponse(responseCode = "200", description = "The link.", useReturnTypeSchema = true)
    @Refuses({ErrorCode.MEDIA_NOT_FOUND, ErrorCode.CHAT_GONE})
    Mono<ResponseEntity<LinkBody>> link(@IdInPath String mediaId, Caller caller, ReadPosition position);
}
