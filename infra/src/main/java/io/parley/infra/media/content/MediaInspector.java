package io.parley.infra.media.content;

import java.nio.ByteBuffer;
import reactor.core.publisher.Flux;

/**
 * Finds out what uploads are while they pass: their type by what they contain, size and hash, an image's size; and takes out of
 * images and films where they were taken. Nothing is decoded, and no upload is ever whole in memory: its head of 64 KiB is, and a
 * table of up to 256 KiB of a HEIC or AVIF.
 */
public final class MediaInspector {

    private final ContentProperties limits;

    /** An inspector for uploads within limits. */
    public MediaInspector(ContentProperties limits) {
        this.limits = limits;
    }

    /**
     * Inspects an upload as it passes.
     *
     * @param upload its bytes; each buffer is this one's once it was handed over
     */
    public Inspection inspect(Flux<ByteBuffer> upload) {
        return new Inspection(upload, limits);
    }

    /** How many bytes an upload may have. */
    public long largest() {
        return limits.maxSize().toBytes();
    }
}
