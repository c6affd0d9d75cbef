package io.parley.infra.media.content;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One upload that is inspected while it passes. It fails with a {@link io.parley.contract.error.Rejection}: {@code TOO_LARGE} as
 * soon as it is, {@code UNSUPPORTED_MEDIA_TYPE} for what is not taken. Since that may be found at the very end, nobody must
 * see what is stored before it is complete.
 */
public final class Inspection {

    /** How many bytes are worked on at once, whatever the upload's own buffers are. */
    private static final int PIECE = 64 << 10;

    private final Flux<ByteBuffer> upload;
    private final Passage passage;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Sinks.One<ContentFacts> facts = Sinks.one();

    Inspection(Flux<ByteBuffer> upload, ContentProperties limits) {
        this.upload = upload;
        this.passage = new Passage(limits);
    }

    /**
     * What is to be stored: what was uploaded, less what is not to be kept. It may be subscribed once. A buffer of the upload is
     * asked for when what the one before has given is taken; each that is given belongs to whoever gets it.
     */
    public Flux<ByteBuffer> stored() {
        return Flux.defer(this::begin)
                .doOnComplete(() -> facts.tryEmitValue(passage.facts()))
                .doOnError(facts::tryEmitError)
                .doOnCancel(() -> facts.tryEmitError(new CancellationException("the upload was given up")));
    }

    /** What is known of it, when all has passed; or why it has not. */
    public Mono<ContentFacts> facts() {
        return facts.asMono();
    }

    private Flux<ByteBuffer> begin() {
        if (begun.getAndSet(true)) {
            return Flux.error(new IllegalStateException("an upload passes once"));
        }
        return upload.concatMapIterable(this::pieces, 1)
                .concatWith(Mono.fromSupplier(passage::end))
                .filter(ByteBuffer::hasRemaining);
    }

    private Iterable<ByteBuffer> pieces(ByteBuffer buffer) {
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return buffer.hasRemaining();
            }

            @Override
            public ByteBuffer next() {
                int length = Math.min(PIECE, buffer.remaining());
                ByteBuffer piece = buffer.slice(buffer.position(), length);
                buffer.position(buffer.position() + length);
                return passage.accept(piece);
            }
        };
    }
}
