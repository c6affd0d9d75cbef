package io.parley.infra.media;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.media.MediaStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks now and then whether the store does its work, so that whoever asks for that need not wait. */
final class MediaWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MediaWatch.class);

    private final MediaStore store;
    private final Disposable looking;
    private volatile @Nullable Boolean well;

    MediaWatch(MediaStore store, Duration every, MeterRegistry meters) {
        this.store = store;
        Gauge.builder("parley.media.store.up", () -> Boolean.FALSE.equals(well) ? 0 : 1)
                .description("Whether the store of media did its work when it was last looked at")
                .register(meters);
        this.looking = Flux.interval(Duration.ZERO, every)
                .onBackpressureDrop()
                .concatMap(tick -> look(), 1)
                .subscribe(this::note);
    }

    /** Whether it does; nothing before the first look. */
    @Nullable
    Boolean isWell() {
        return well;
    }

    @Override
    public void close() {
        looking.dispose();
    }

    private Mono<Boolean> look() {
        return Mono.fromCompletionStage(store::check).thenReturn(true).onErrorResume(failure -> {
            if (!Boolean.FALSE.equals(well)) {
                log.warn("The store of media is not available; messages without media go on", failure);
            }
            return Mono.just(false);
        });
    }

    private void note(boolean now) {
        if (now && Boolean.FALSE.equals(well)) {
            log.info("The store of media is available again");
        }
        well = now;
    }
}
