package io.parley.api.media;

import io.parley.api.chat.ChatPaths;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.ReadPosition;
import io.parley.api.dispatch.WriteResult;
import io.parley.api.limits.RateLimits;
import io.parley.api.session.Caller;
import io.parley.api.session.MediaLinks;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaQuery.FindMedia;
import io.parley.contract.media.MediaQuery.FoundMedia;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Media over HTTP. Bodies are streams in both directions, past the framework's codecs. */
@RestController
final class MediaController implements MediaApi {

    private final Uploads uploads;
    private final Downloads downloads;
    private final Queries queries;
    private final MediaLinks links;
    private final RateLimits limits;

    MediaController(Uploads uploads, Downloads downloads, Queries queries, MediaLinks links, RateLimits limits) {
        this.uploads = uploads;
        this.downloads = downloads;
        this.queries = queries;
        this.links = links;
        this.limits = limits;
    }

    @PostMapping(path = "/v1/chats/{chatId}/media", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<MediaBody>> upload(
            @PathVariable String chatId, Caller caller, ServerHttpRequest request) {
        ChatId chat = ChatPaths.chatId(chatId);
        HttpHeaders headers = request.getHeaders();
        String name = FileNameHeader.read(headers.getFirst(HttpHeaders.CONTENT_DISPOSITION));
        if (headers.getContentLength() > uploads.largest()) {
            throw new Rejection(ErrorCode.TOO_LARGE, "More than %d bytes".formatted(uploads.largest()));
        }
        return limits.upload(caller.userId(), uploads.take(chat, caller, name, request.getBody()))
                .map(MediaController::answer);
    }

    @GetMapping("/v1/media/{mediaId}")
    @Override
    public Mono<Void> download(
            @PathVariable String mediaId,
            @RequestParam(required = false) @Nullable String download,
            Caller caller,
            ReadPosition position,
            ServerWebExchange exchange) {
        boolean asAttachment = isTrue(download);
        return find(MediaPaths.mediaId(mediaId), caller, position)
                .flatMap(content -> downloads.send(Representation.original(content, asAttachment), exchange));
    }

    @GetMapping("/v1/media/{mediaId}/thumbnail")
    @Override
    public Mono<Void> thumbnail(
            @PathVariable String mediaId, Caller caller, ReadPosition position, ServerWebExchange exchange) {
        return find(MediaPaths.mediaId(mediaId), caller, position)
                .flatMap(content -> downloads.send(Representation.thumbnail(content), exchange));
    }

    @PostMapping(path = "/v1/media/{mediaId}/links", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<LinkBody>> link(@PathVariable String mediaId, Caller caller, ReadPosition position) {
        return find(MediaPaths.mediaId(mediaId), caller, position)
                .map(content ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(link(content, caller)));
    }

    private Mono<MediaContent> find(MediaId mediaId, Caller caller, ReadPosition position) {
        return queries.askWhenPushed(new FindMedia(mediaId, caller.userId(), position.atLeast()))
                .map(FoundMedia::content);
    }

    private LinkBody link(MediaContent content, Caller caller) {
        String path = "/v1/media/" + content.mediaId();
        String query = "?" + links.query(caller, content.mediaId());
        return new LinkBody(
                path + query,
                content.thumbnail() == null ? null : path + "/thumbnail" + query,
                links.life().toSeconds());
    }

    private static boolean isTrue(@Nullable String download) {
        if (download == null || download.equals("false")) {
            return false;
        }
        if (download.equals("true")) {
            return true;
        }
        throw Rejection.invalid("download", "must be true or false");
    }

    private static ResponseEntity<MediaBody> answer(WriteResult<MediaContent> taken) {
        return taken.on(ResponseEntity.status(HttpStatus.CREATED)).body(MediaBody.of(taken.get()));
    }
}
