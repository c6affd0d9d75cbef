package io.parley.infra.media;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.infra.concurrent.BoundedPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Decodes what was stored, a few things at a time, each within a time. The bytes are hostile: what fails to decode them has merely
 * found that out.
 */
public final class Decoding implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Decoding.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Makes something of bytes. */
    @FunctionalInterface
    public interface Decoder<T> {

        /**
         * Decodes bytes, on a thread that may be blocked.
         *
         * @return what it has made; nothing if it does not know how
         */
        Optional<T> decode(InputStream bytes) throws IOException;
    }

    private final String name;
    private final BoundedPool pool;
    private final Duration timeout;

    /**
     * One with threads of its own, to be closed.
     *
     * @param name what is made
     * @param threads how many are made at once
     * @param queue how many may wait for that
     * @param timeout how long reading and decoding one may take
     */
    public Decoding(String name, int threads, int queue, Duration timeout) {
        this.name = name;
        this.pool = new BoundedPool(name, threads, queue);
        this.timeout = timeout;
    }

    /**
     * Decodes something when its turn has come.
     *
     * @param stored reads what was stored; asked for then
     * @return what the decoder has made, or nothing. Fails with {@code OVERLOADED} if too many wait, and with the stored bytes'
     *     own failure if they cannot be read: to try again later makes sense then
     */
    public <T> Mono<T> of(Supplier<Flux<ByteBuffer>> stored, Decoder<T> decoder) {
        return Mono.create(sink -> {
            if (!pool.tryExecute(() -> decode(stored, decoder, sink))) {
                sink.error(new Rejection(ErrorCode.OVERLOADED, "Too many media wait for their " + name));
            }
        });
    }

    @Override
    public void close() {
        pool.close(PATIENCE);
    }

    private <T> void decode(Supplier<Flux<ByteBuffer>> stored, Decoder<T> decoder, MonoSink<T> sink) {
        SourceWatch watch = new SourceWatch();
        try (InputStream bytes =
                new DeadlineInputStream(new FluxInputStream(bounded(watch.over(stored.get()))), timeout)) {
            decoder.decode(bytes).ifPresentOrElse(sink::success, sink::success);
        } catch (IOException | RuntimeException e) {
            Throwable unread = watch.failure();
            if (unread != null) {
                sink.error(unread);
            } else {
                log.debug("There is no {}", name, e);
                sink.success();
            }
        } catch (Error e) { // a decoder's, in native code or for want of memory: whoever waits must hear of it
            sink.error(e);
            throw e;
        }
    }

    private Flux<ByteBuffer> bounded(Flux<ByteBuffer> stored) {
        return GivenUp.at(Mono.delay(timeout), stored, () -> new TimeoutException("this takes too long"));
    }
}
