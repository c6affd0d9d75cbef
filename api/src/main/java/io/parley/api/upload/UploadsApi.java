package io.parley.api.upload;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.media.MediaBody;
import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
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
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** What the API document says of resumable uploads. */
@Tag(
        name = "Uploads",
        description =
                "Resumable uploads by tus 1.0.0 (https://tus.io/protocols/resumable-upload): any client of that protocol "
                        + "will do. What was received stays when the connection breaks or the server stops.")
interface UploadsApi {

    /** What is offered. */
    @Operation(
            operationId = "getUploadOffer",
            summary = "What of the protocol tus is spoken here",
            description = "Its version, extensions, and how large an upload may be, in headers.")
    @ApiResponse(
            responseCode = "204",
            description = "What is spoken.",
            headers = {
                @Header(name = Tus.SUPPORTED_VERSIONS, required = true, schema = @Schema(type = "string")),
                @Header(name = Tus.SUPPORTED_EXTENSIONS, required = true, schema = @Schema(type = "string")),
                @Header(name = Tus.MAX_SIZE, required = true, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = Tus.CHECKSUM_ALGORITHMS, required = true, schema = @Schema(type = "string"))
            })
    ResponseEntity<Void> offer(@IdInPath String chatId);

    /** Begins an upload. */
    @Operation(
            operationId = "beginUpload",
            summary = "Begin an upload",
            description =
                    "The body, if it is a piece, is the first one. Media are made of it when its last byte has come: see "
                            + "`PATCH`.")
    @SpeaksTus
    @Parameter(
            name = Tus.LENGTH,
            in = ParameterIn.HEADER,
            required = true,
            description = "How many bytes it will have.",
            schema = @Schema(type = "integer", format = "int64", minimum = "1"))
    @Parameter(
            name = Tus.METADATA,
            in = ParameterIn.HEADER,
            description = "Pairs of a key and a value in Base64; of these `filename` is heeded.",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "201",
            description = "It has begun.",
            headers = {
                @Header(
                        name = "Location",
                        required = true,
                        description = "The upload.",
                        schema = @Schema(type = "string", format = "uri-reference")),
                @Header(name = Tus.OFFSET, required = true, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = Tus.EXPIRES, required = true, schema = @Schema(type = "string"))
            })
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.TOO_LARGE,
        ErrorCode.TOO_MANY_UPLOADS,
        ErrorCode.RATE_LIMITED,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        ErrorCode.CHECKSUM_MISMATCH,
        ErrorCode.TUS_VERSION
    })
    Mono<ResponseEntity<Void>> begin(
            @IdInPath String chatId, @Parameter(hidden = true) ServerHttpRequest request, Caller caller);

    /** How far an upload is. */
    @Operation(
            operationId = "getUploadState",
            summary = "How far an upload is",
            description = "Of an upload that has all its bytes media are made, if that failed before.")
    @SpeaksTus
    @ApiResponse(
            responseCode = "200",
            description = "How far it is.",
            headers = {
                @Header(name = Tus.OFFSET, required = true, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = Tus.LENGTH, required = true, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = Tus.EXPIRES, required = true, schema = @Schema(type = "string")),
                @Header(
                        name = "Parley-Media-Id",
                        description = "The media, once it is complete.",
                        schema = @Schema(type = "string", format = "uuid"))
            })
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.UPLOAD_NOT_FOUND,
        ErrorCode.UPLOAD_GONE,
        ErrorCode.CHAT_GONE,
        ErrorCode.TOO_LARGE,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        ErrorCode.UPLOAD_LOCKED,
        ErrorCode.RATE_LIMITED,
        ErrorCode.TUS_VERSION
    })
    Mono<ResponseEntity<Void>> state(
            @IdInPath String chatId,
            @IdInPath String mediaId,
            @Parameter(hidden = true) ServerHttpRequest request,
            Caller caller);

    /** Takes a piece. */
    @Operation(
            operationId = "appendToUpload",
            summary = "Send the next piece of an upload",
            description =
                    "When its last byte has come, media are made of the upload as `POST …/media` makes them, and the answer "
                            + "names them. What is refused then is refused for good.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = Tus.PIECE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @SpeaksTus
    @Parameter(
            name = Tus.OFFSET,
            in = ParameterIn.HEADER,
            required = true,
            description = "Where the piece begins: as many bytes as were received.",
            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
    @Parameter(
            name = Tus.CHECKSUM,
            in = ParameterIn.HEADER,
            description =
                    "`sha1` or `sha256`, a space, and the piece's checksum in Base64. A piece that has another is discarded, "
                            + "and so is one with a checksum that breaks off.",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "204",
            description = "It is kept, durably.",
            headers = {
                @Header(name = Tus.OFFSET, required = true, schema = @Schema(type = "integer", format = "int64")),
                @Header(name = Tus.EXPIRES, required = true, schema = @Schema(type = "string")),
                @Header(
                        name = "Parley-Media-Id",
                        description = "The media, if that was the last piece.",
                        schema = @Schema(type = "string", format = "uuid")),
                @Header(
                        name = "Parley-Position",
                        description = "From which on a read sees them.",
                        schema = @Schema(type = "string"))
            })
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.UPLOAD_NOT_FOUND,
        ErrorCode.UPLOAD_GONE,
        ErrorCode.UPLOAD_OFFSET_CONFLICT,
        ErrorCode.UPLOAD_LOCKED,
        ErrorCode.CHECKSUM_MISMATCH,
        ErrorCode.TOO_LARGE,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        ErrorCode.RATE_LIMITED,
        ErrorCode.TUS_VERSION
    })
    Mono<ResponseEntity<Void>> append(
            @IdInPath String chatId,
            @IdInPath String mediaId,
            @Parameter(hidden = true) ServerHttpRequest request,
            Caller caller);

    /** What an upload has become. */
    @Operation(
            operationId = "getUploadedMedia",
            summary = "What media a complete upload has become",
            description =
                    "As `POST …/media` answers. Of an upload that has all its bytes media are made, if that failed before.")
    @ApiResponse(responseCode = "200", description = "The media.", useReturnTypeSchema = true)
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.UPLOAD_NOT_FOUND,
        ErrorCode.UPLOAD_GONE,
        ErrorCode.UPLOAD_OFFSET_CONFLICT,
        ErrorCode.UPLOAD_LOCKED,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        ErrorCode.TOO_LARGE,
        ErrorCode.MEDIA_NOT_FOUND,
        ErrorCode.RATE_LIMITED
    })
    Mono<MediaBody> media(@IdInPath String chatId, @IdInPath String mediaId, Caller caller, ReadPosition position);

    /** Gives an upload up. */
    @Operation(
            operationId = "terminateUpload",
            summary = "Give an upload up",
            description = "What was received is removed. Media that were made of it are not touched.")
    @SpeaksTus
    @ApiResponse(responseCode = "204", description = "It is given up.")
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.UPLOAD_NOT_FOUND,
        ErrorCode.UPLOAD_GONE,
        ErrorCode.UPLOAD_LOCKED,
        ErrorCode.TUS_VERSION
    })
    Mono<ResponseEntity<Void>> terminate(
            @IdInPath String chatId,
            @IdInPath String mediaId,
            @Parameter(hidden = true) ServerHttpRequest request,
            Caller caller);
}
