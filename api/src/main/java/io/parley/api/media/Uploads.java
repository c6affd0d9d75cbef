package io.parley.api.media;

import io.parley.api.dispatch.Commands;
import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.dispatch.WriteResult;
import io.parley.api.problem.ProblemKind;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaIntake;
import io.parley.contract.media.MediaQuery.Allowed;
import io.parley.contract.media.MediaQuery.MayUpload;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes an upload: asks whether it may be, lets its bytes pass into the store, makes it known. Its bytes are not asked for before it
 * is known that it may be.
 */
@Component
public final class Uploads {

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);

    private final Queries queries;
    private final Commands commands;
    private final MediaIntake intake;
    private final MediaRate rate;
    private final RandomIds ids;

    Uploads(Queries queries, Commands commands, MediaIntake intake, MediaRate rate, RandomIds ids) {
        this.queries = queries;
        this.commands = commands;
        this.intake = intake;
        this.rate = rate;
        this.ids = ids;
    }

    /** How many bytes one may have. */
    long largest() {
        return intake.largest();
    }

    /** Takes one. */
    Mono<WriteResult<MediaContent>> take(ChatId chatId, Caller caller, String fileName, Flux<DataBuffer> body) {
        return allowed(chatId, caller)
                .then(Mono.defer(() -> Mono.fromFuture(intake.take(
                                new MediaId(ids.next()), fileName, JdkFlowAdapter.publisherToFlowPublisher(bytes(body)))
                        .toCompletableFuture())))
                .flatMap(content -> makeKnown(chatId, caller, content));
    }

    /**
     * Whether somebody may upload. Who is refused may have written elsewhere a moment ago what allows it, so that is asked at the
     * log's end again.
     */
    public Mono<Allowed> allowed(ChatId chatId, Caller caller) {
        return mayUpload(chatId, caller, commands.lastWrite(caller))
                .onErrorResume(
                        failure -> failure instanceof Rejection refused && refused.code() == ErrorCode.CHAT_NOT_FOUND,
                        refused -> commands.nothing()
                                .flatMap(end ->
                                        mayUpload(chatId, caller, end.position().value())));
    }

    private Mono<Allowed> mayUpload(ChatId chatId, Caller caller, long atLeast) {
        return queries.askBeforeWrite(new MayUpload(chatId, caller.userId(), atLeast));
    }

    private Mono<WriteResult<MediaContent>> makeKnown(ChatId chatId, Caller caller, MediaContent content) {
        UploadMedia command = new UploadMedia(content.mediaId(), chatId, caller.userId(), content);
        return commands.send(command, Object.class, caller)
                .map(written -> new WriteResult<>(content, written.position()))
                .onErrorResume(Uploads::isFinal, refused -> Mono.fromFuture(
                                () -> intake.discard(content).toCompletableFuture())
                        .onErrorResume(failure -> leave(content, failure))
                        .then(Mono.error(refused)));
    }

    /** Else the command may have been carried out, or may yet be. */
    private static boolean isFinal(Throwable failure) {
        return failure instanceof Rejection refused
                && ProblemKind.of(refused.code()).status().is4xxClientError();
    }

    private static Mono<Void> leave(MediaContent content, Throwable failure) {
        log.warn("The refused upload {} could not be removed, and is left to be swept", content.mediaId(), failure);
        return Mono.empty();
    }

    /**
     * A request's bytes. The network's buffers go back to it at once: what is made of them waits elsewhere, and may be given up there. That
     * a client hangs up is no fault of anybody's here.
     */
    public Flux<ByteBuffer> bytes(Flux<DataBuffer> body) {
        return rate.within(body.map(Uploads::copied)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .onErrorMap(failure -> new Rejection(ErrorCode.INVALID_REQUEST, "The body broke off.")));
    }

    private static ByteBuffer copied(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return ByteBuffer.wrap(bytes);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
