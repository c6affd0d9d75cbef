package io.parley.infra.media.seaweedfs;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.parley.infra.media.GivenUp;
import io.parley.infra.media.RemoteProperties;
import io.parley.infra.media.StoreWatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;

/** One file on its way to the filer. */
final class Upload {

    private static final int AHEAD = 4;

    private final RemoteProperties limits;
    private final StoreWatch watch = new StoreWatch();
    private final AtomicLong size = new AtomicLong();
    private final Sinks.Empty<Void> givenUp = Sinks.empty();

    Upload(RemoteProperties limits) {
        this.limits = limits;
    }

    /**
     * Sends a file of unknown length, in chunks, so that the filer sees whether it is whole.
     *
     * @return how many bytes it has, once it has its name
     */
    Mono<Long> send(HttpClient http, String path, Flux<ByteBuffer> bytes) {
        // The client would begin again by itself when a connection breaks, with a source of which the beginning is
        // gone.
        Mono<Long> stored = http.disableRetry(true)
                .headers(
                        headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM))
                .put()
                .uri(path)
                .send((request, out) -> write(out, bytes))
                .response()
                .map(response -> {
                    if (FilerMediaStore.status(response) / 100 != 2) {
                        throw FilerMediaStore.unexpected(response);
                    }
                    return size.get();
                });
        return watch.over(stored).doFinally(signal -> giveUp());
    }

    /** Writes a buffer when the one before has gone out: the client by itself would ask for 128 ahead. */
    private Publisher<Void> write(NettyOutbound out, Flux<ByteBuffer> bytes) {
        watch.stop();
        return GivenUp.at(
                        givenUp.asMono(),
                        bytes.publishOn(loop(out), AHEAD),
                        () -> new CancellationException("given up"))
                .concatMap(buffer -> write(out, buffer), 0)
                .doOnComplete(() -> watch.await(limits.commitTimeout()));
    }

    /** Where the connection does its work: what is written there takes no other thread to be woken. */
    private static Scheduler loop(NettyOutbound out) {
        List<Executor> loops = new ArrayList<>(1);
        out.withConnection(connection -> loops.add(connection.channel().eventLoop()::execute));
        return Schedulers.fromExecutor(loops.get(0));
    }

    /** The client lets a request whose answer nobody waits for any more wait for more to be sent: that must fail, not end. */
    private void giveUp() {
        givenUp.tryEmitEmpty();
    }

    private Mono<Void> write(NettyOutbound out, ByteBuffer buffer) {
        size.addAndGet(buffer.remaining());
        watch.await(limits.idleTimeout());
        return out.send(Flux.just(Unpooled.wrappedBuffer(buffer))).then().doOnSuccess(written -> watch.stop());
    }
}
