package io.parley.api.upload;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.WriteResult;
import io.parley.api.media.Uploads;
import io.parley.api.session.Caller;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.NewUpload;
import io.parley.contract.media.ResumableUploads;
import io.parley.contract.media.UploadPiece;
import io.parley.contract.media.UploadPiece.Checksum;
import io.parley.contract.media.UploadRef;
import io.parley.contract.media.UploadState;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The edge's way to {@link ResumableUploads}: bodies become pieces, and what is whole becomes media. What has begun goes on when its
 * client hangs up, so that nothing is lost of what it sent.
 */
@Component
final class UploadPieces {

    private final ResumableUploads uploads;
    private final Uploads media;
    private final Commands commands;

    UploadPieces(ResumableUploads uploads, Uploads media, Commands commands) {
        this.uploads = uploads;
        this.media = media;
        this.commands = commands;
    }

    /**
     * How far an upload is now.
     *
     * @param state how far
     * @param known what came of making its media known, if that was done now
     */
    record Progress(UploadState state, Optional<WriteResult<MediaId>> known) {}

    long maxSize() {
        return uploads.maxSize();
    }

    Mono<UploadState> begin(NewUpload upload) {
        return of(() -> uploads.begin(upload));
    }

    /** Takes a request's body as the next piece. */
    Mono<Progress> append(
            UploadRef ref, long offset, Optional<Checksum> checksum, ServerHttpRequest request, Caller caller) {
        UploadPiece piece = new UploadPiece(
                offset, checksum, JdkFlowAdapter.publisherToFlowPublisher(media.bytes(request.getBody())));
        return of(() -> uploads.append(ref, piece)).flatMap(state -> finished(ref, state, caller));
    }

    /** How far an upload is. One of which all is there is finished first: its client may have missed that. */
    Mono<Progress> find(UploadRef ref, Caller caller) {
        return of(() -> uploads.find(ref)).flatMap(state -> finished(ref, state, caller));
    }

    Mono<Void> terminate(UploadRef ref) {
        return of(() -> uploads.terminate(ref));
    }

    private Mono<Progress> finished(UploadRef ref, UploadState state, Caller caller) {
        if (!state.isToBeFinished()) {
            return Mono.just(new Progress(state, Optional.empty()));
        }
        return Mono.deferContextual(
                context -> of(() -> finish(ref, caller, context)).map(known -> new Progress(state.completed(), known)));
    }

    private CompletionStage<Optional<WriteResult<MediaId>>> finish(UploadRef ref, Caller caller, ContextView context) {
        return uploads.finish(ref, media -> commands.send(media, MediaId.class, caller)
                .contextWrite(context)
                .toFuture());
    }

    private static <T> Mono<T> of(Supplier<CompletionStage<T>> work) {
        return Mono.defer(() -> Mono.fromFuture(work.get().toCompletableFuture(), true));
    }
}
