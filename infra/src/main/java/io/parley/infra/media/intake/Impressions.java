package io.parley.infra.media.intake;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.infra.media.content.ContentFacts;
import io.parley.infra.media.thumbnail.Thumbnail;
import io.parley.infra.media.thumbnail.Thumbnails;
import io.parley.infra.media.waveform.Waveform;
import io.parley.infra.media.waveform.Waveforms;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes thumbnails and waveforms. Media that have none for want of time or room are no worse for it. */
public final class Impressions {

    private final Thumbnails thumbnails;
    private final Waveforms waveforms;
    private final IntakeProperties limits;

    /** One that closes neither of these. */
    public Impressions(Thumbnails thumbnails, Waveforms waveforms, IntakeProperties limits) {
        this.thumbnails = thumbnails;
        this.waveforms = waveforms;
        this.limits = limits;
    }

    /**
     * Makes what there can be.
     *
     * @param stored reads what was stored; asked for when its turn has come
     */
    Mono<Impression> of(ContentFacts facts, Supplier<Flux<ByteBuffer>> stored) {
        Mono<Optional<Thumbnail>> thumbnail = inTime(thumbnails.of(facts, stored));
        Mono<Optional<Waveform>> waveform = inTime(waveforms.of(facts, stored));
        return Mono.zip(thumbnail, waveform, Impression::new);
    }

    private <T> Mono<Optional<T>> inTime(Mono<T> made) {
        return made.onErrorResume(Impressions::isOverload, overload -> Mono.empty())
                .timeout(limits.previewWait(), Mono.empty())
                .singleOptional();
    }

    private static boolean isOverload(Throwable failure) {
        return failure instanceof Rejection rejection && rejection.code() == ErrorCode.OVERLOADED;
    }
}
