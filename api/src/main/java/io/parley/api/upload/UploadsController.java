package io.parley.api.upload;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.limits.RateLimits;
import io.parley.api.media.MediaBody;
import io.parley.api.media.Uploads;
import io.parley.api.session.Caller;
import io.parley.api.upload.UploadPieces.Progress;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaQuery.FindMedia;
import io.parley.contract.media.NewUpload;
import io.parley.contract.media.UploadPiece.Checksum;
import io.parley.contract.media.UploadRef;
import io.parley.contract.media.UploadState;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Uploads that come in pieces, by tus 1.0.0. */
@RestController
@RequestMapping(UploadsController.PATH)
final class UploadsController implements UploadsApi {

    static final String PATH = "/v1/chats/{chatId}/uploads";

    private static final String MEDIA_ID = "Parley-Media-Id";

    private final UploadPieces pieces;
    private final Uploads uploads;
    private final Queries queries;
    private final RateLimits limits;
    private final RandomIds ids;

    UploadsController(UploadPieces pieces, Uploads uploads, Queries queries, RateLimits limits, RandomIds ids) {
        this.pieces = pieces;
        this.uploads = uploads;
        this.queries = queries;
        this.limits = limits;
        this.ids = ids;
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    @Override
    public ResponseEntity<Void> offer(@PathVariable String chatId) {
        return ResponseEntity.noContent()
                .header(Tus.SUPPORTED_EXTENSIONS, Tus.EXTENSIONS)
                .header(Tus.MAX_SIZE, Long.toString(pieces.maxSize()))
                .header(Tus.CHECKSUM_ALGORITHMS, Tus.algorithms())
                .build();
    }

    @PostMapping
    @Override
    public Mono<ResponseEntity<Void>> begin(@PathVariable String chatId, ServerHttpRequest request, Caller caller) {
        HttpHeaders headers = request.getHeaders();
        Tus.requireVersion(headers);
        ChatId chat = ChatPaths.chatId(chatId);
        UploadRef ref = new UploadRef(chat, new MediaId(ids.next()), caller.userId());
        NewUpload upload = new NewUpload(ref, Tus.length(headers), UploadMetadata.fileName(headers));
        Optional<Checksum> checksum = Tus.checksum(headers);
        Mono<Progress> begun = uploads.allowed(chat, caller)
                .then(Mono.defer(() -> pieces.begin(upload)))
                .flatMap(state -> Tus.isPiece(headers)
                        ? pieces.append(ref, 0, checksum, request, caller)
                        : Mono.just(new Progress(state, Optional.empty())));
        return limits.upload(caller.userId(), begun).map(progress -> answer(progress, HttpStatus.CREATED)
                .location(location(ref))
                .build());
    }

    @RequestMapping(path = "/{mediaId}", method = RequestMethod.HEAD)
    @Override
    public Mono<ResponseEntity<Void>> state(
            @PathVariable String chatId, @PathVariable String mediaId, ServerHttpRequest request, Caller caller) {
        Tus.requireVersion(request.getHeaders());
        Mono<Progress> found = pieces.find(ref(chatId, mediaId, caller), caller);
        return limits.piece(caller.userId(), found).map(progress -> answer(progress, HttpStatus.OK)
                .header(Tus.LENGTH, Long.toString(progress.state().length()))
                .build());
    }

    @PatchMapping("/{mediaId}")
    @Override
    public Mono<ResponseEntity<Void>> append(
            @PathVariable String chatId, @PathVariable String mediaId, ServerHttpRequest request, Caller caller) {
        HttpHeaders headers = request.getHeaders();
        Tus.requireVersion(headers);
        Tus.requirePiece(headers);
        UploadRef ref = ref(chatId, mediaId, caller);
        long offset = Tus.offset(headers);
        Optional<Checksum> checksum = Tus.checksum(headers);
        Mono<Progress> appended = uploads.allowed(ref.chatId(), caller)
                .then(Mono.defer(() -> pieces.append(ref, offset, checksum, request, caller)));
        return limits.piece(caller.userId(), appended)
                .map(progress -> answer(progress, HttpStatus.NO_CONTENT).build());
    }

    @GetMapping(path = "/{mediaId}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<MediaBody> media(
            @PathVariable String chatId, @PathVariable String mediaId, Caller caller, ReadPosition position) {
        UploadRef ref = ref(chatId, mediaId, caller);
        Mono<Progress> found = pieces.find(ref, caller);
        return limits.piece(caller.userId(), found).flatMap(progress -> media(ref, caller, progress, position));
    }

    private Mono<MediaBody> media(UploadRef ref, Caller caller, Progress progress, ReadPosition position) {
        if (!progress.state().complete()) {
            return Mono.error(
                    new Rejection(ErrorCode.UPLOAD_OFFSET_CONFLICT, "Of this upload not all bytes have come yet."));
        }
        long written = progress.known().map(known -> known.position().value()).orElse(0L);
        return queries.ask(new FindMedia(ref.mediaId(), caller.userId(), Math.max(written, position.atLeast())))
                .map(media -> MediaBody.of(media.content()));
    }

    @DeleteMapping("/{mediaId}")
    @Override
    public Mono<ResponseEntity<Void>> terminate(
            @PathVariable String chatId, @PathVariable String mediaId, ServerHttpRequest request, Caller caller) {
        Tus.requireVersion(request.getHeaders());
        return pieces.terminate(ref(chatId, mediaId, caller))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity.BodyBuilder answer(Progress progress, HttpStatus status) {
        UploadState state = progress.state();
        HttpHeaders headers = new HttpHeaders();
        headers.set(Tus.OFFSET, Long.toString(state.offset()));
        headers.setInstant(Tus.EXPIRES, state.expiresAt());
        headers.setCacheControl(CacheControl.noStore());
        if (state.complete()) {
            headers.set(MEDIA_ID, state.mediaId().toString());
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).headers(headers);
        return progress.known().map(known -> known.on(answer)).orElse(answer);
    }

    private static URI location(UploadRef ref) {
        return URI.create(PATH.replace("{chatId}", ref.chatId().toString()) + "/" + ref.mediaId());
    }

    private static UploadRef ref(String chatId, String mediaId, Caller caller) {
        try {
            return new UploadRef(ChatPaths.chatId(chatId), MediaId.valueOf(mediaId), caller.userId());
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.UPLOAD_NOT_FOUND, "There is no such upload in this chat.");
        }
    }
}
