package io.parley.infra.media.thumbnail;

import io.parley.infra.media.Decoding;
import io.parley.infra.media.content.ContentFacts;
import io.parley.infra.media.content.Picture;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes thumbnails, a few at a time. What cannot be decoded, is too large for that, or takes too long simply has none: an image
 * is no worse for it.
 */
public final class Thumbnails implements AutoCloseable {

    private final Decoding decoding;
    private final Decoder decoder;

    /** One with threads of its own, to be closed. */
    public Thumbnails(ThumbnailProperties properties) {
        ImageIO.setUseCache(false); // a file would hold what is kept encrypted elsewhere
        this.decoding = new Decoding("thumbnail", properties.threads(), properties.queue(), properties.timeout());
        this.decoder = new Decoder(properties);
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
        return decoding.of(image, bytes -> decoder.thumbnail(facts.contentType(), picture.get(), bytes));
    }

    @Override
    public void close() {
        decoding.close();
    }
}
