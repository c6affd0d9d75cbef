package io.parley.infra.media.thumbnail;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.infra.concurrent.BoundedPool;
import io.parley.infra.media.GivenUp;
import io.parley.infra.media.content.ContentFacts;
import io.parley.infra.media.content.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Makes thumbnails, a few at a time. What cannot be decoded, is too large for that, or takes too long simply has none: an image
 * is no worse for it.
 */
public final class Thumbnails implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Thumbnails.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BoundedPool pool;
    private final Decoder decoder;
    private final Duration timeout;

    /** One with threads of its own, to be closed. */
    public Thumbnails(ThumbnailProperties properties) {
        ImageIO.setUseCache(false); // a file would hold what is kept encrypted elsewhere
        this.pool = new BoundedPool("thumbnail", properties.threads(), properties.queue());
        this.decoder = new Decoder(properties);
        this.timeout = properties.timeout();
    }

    /**
     * Makes one.
     *
     * @param facts what was found out when the image was uploaded
     * @param image reads what was stored; asked for when its turn has come
     * @return the thumbnail, or nothing. Fails with {@code OVERLOADED} if too many wait, and with the image's own failure if it
     *     cannot be read: to try again later makes sense then
     */
    public Mono<Thumbnail> of(ContentFacts facts, Supplier<Flux<ByteBuffer>> image) {
        Optional<Picture> picture = facts.picture();
        if (picture.isEmpty() || !decoder.decodes(facts.contentType(), picture.get())) {
            return Mono.empty();
        }
        return Mono.create(sink -> {
            if (!pool.tryExecute(() -> make(facts.contentType(), picture.get(), image, sink))) {
                sink.error(new Rejection(ErrorCode.OVERLOADED, "Too many images wait for their thumbnail"));
            }
        });
    }

    @Override
    public void close() {
        pool.close(PATIENCE);
    }

    private void make(String contentType, Picture picture, Supplier<Flux<ByteBuffer>> image, MonoSink<Thumbnail> sink) {
        SourceWatch watch = new SourceWatch();
        try (InputStream bytes = new FluxInputStream(bounded(watch.over(image.get())))) {
            decoder.thumbnail(contentType, picture, bytes).ifPresentOrElse(sink::success, sink::success);
        } catch (IOException | RuntimeException e) {
            Throwable unread = watch.failure();
            if (unread != null) {
                sink.error(unread);
            } else {
                log.debug("An image has no thumbnail", e);
                sink.success();
            }
        } catch (Error e) { // a decoder's, in native code or for want of memory: whoever waits must hear of it
            sink.error(e);
            throw e;
        }
    }

    private Flux<ByteBuffer> bounded(Flux<ByteBuffer> image) {
        return GivenUp.at(Mono.delay(timeout), image, () -> new TimeoutException("the image takes too long"));
    }
}
