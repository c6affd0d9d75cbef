package io.parley.infra.media.seaweedfs;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaMissingException;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.infra.media.RemoteProperties;
import io.parley.infra.media.SourceFailure;
import io.parley.infra.media.StoreFailures;
import io.parley.infra.media.Transfer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.client.HttpResponseDecoderSpec;
import reactor.netty.resources.ConnectionProvider;

/**
 * Media in SeaweedFS by its filer's HTTP interface: one folder there, one file for each object. The filer cuts a file into chunks
 * as it comes, and gives it its name when the last is written; a request that is cut off has none, and its chunks are removed.
 */
public final class FilerMediaStore implements MediaStore, AutoCloseable {

    /** Shorter than the filer keeps a connection that does nothing, so that we never send into one that it is closing. */
    private static final Duration UNUSED = Duration.ofSeconds(10);

    /** An entry of a listing names all chunks of a file: some tens of them in the largest, so that a page stays below 2 MB. */
    private static final int PAGE = 100;

    /** How much is read from the filer at once: the more, the less often somebody must be woken for it. */
    private static final int READ = 256 << 10;

    private static final int FIRST_READ = 32 << 10;
    private static final int LEAST_READ = 1 << 10;

    private static final String PROBE = ".probe";

    private final ConnectionProvider connections;
    private final HttpClient http;
    private final String folder;
    private final RemoteProperties limits;

    /**
     * A store that connects when it is used.
     *
     * @param filer where the filer is, such as {@code http://127.0.0.1:8888}
     * @param folder the path of a folder there that holds nothing else, such as {@code /parley/media}
     */
    public FilerMediaStore(URI filer, String folder, RemoteProperties limits) {
        this.folder = folder;
        this.limits = limits;
        this.connections = ConnectionProvider.builder("parley-media")
                .maxConnections(limits.connections())
                .pendingAcquireMaxCount(limits.waiting())
                .pendingAcquireTimeout(limits.responseTimeout())
                .maxIdleTime(UNUSED)
                .lifo()
                .build();
        this.http = HttpClient.create(connections)
                .baseUrl(filer.toString())
                .httpResponseDecoder(FilerMediaStore::wholeReads)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, READ))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.connectTimeout().toMillis());
    }

    @Override
    public CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes) {
        Mono<Long> stored = Mono.defer(() -> new Upload(limits)
                .send(http, path(id) + "?fsync=true", SourceFailure.mark(JdkFlowAdapter.flowPublisherToFlux(bytes))));
        return SourceFailure.unmark(stored, StoreFailures::translate).toFuture();
    }

    @Override
    public CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range) {
        return answer(http.head().uri(path(id)).response())
                .map(response -> size(response).map(size -> slice(id, size, range)))
                .toFuture();
    }

    @Override
    public CompletionStage<Void> delete(MediaObjectId id) {
        return answer(http.delete().uri(path(id)).response())
                .doOnNext(response -> {
                    if (status(response) != HttpResponseStatus.NOT_FOUND.code() && status(response) / 100 != 2) {
                        throw unexpected(response);
                    }
                })
                .then()
                .toFuture();
    }

    @Override
    public CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST_PAGE + " objects");
        }
        int page = Math.min(limit, PAGE);
        String last = after.map(MediaObjectId::value).orElse("");
        return answer(http.headers(headers -> headers.set(HttpHeaderNames.ACCEPT, "application/json"))
                        .get()
                        .uri("%s/?limit=%d&lastFileName=%s".formatted(folder, page, last))
                        .responseSingle((response, body) -> switch (status(response)) {
                            case 200 -> body.asByteArray();
                            case 404 -> Mono.just(Directory.EMPTY); // nothing was ever put there
                            default -> Mono.error(unexpected(response));
                        }))
                .map(json -> Directory.page(json, olderThan, page))
                .toFuture();
    }

    /** Writes a byte: a filer answers also where no volume can be written. It does so beside the folder, not in it. */
    @Override
    public CompletionStage<Void> check() {
        return new Upload(limits)
                .send(http, folder + PROBE, Flux.just(ByteBuffer.allocate(1)))
                .onErrorMap(StoreFailures::translate)
                .then()
                .toFuture();
    }

    /** Closes all connections; what is under way fails. */
    @Override
    public void close() {
        connections.dispose();
    }

    private MediaSlice slice(MediaObjectId id, long size, ByteRange range) {
        return Transfer.slice(size, range, limits.idleTimeout(), (first, length) -> read(id, first, length, size));
    }

    private Flux<ByteBuffer> read(MediaObjectId id, long first, long length, long size) {
        String range = "bytes=%d-%d".formatted(first, first + length - 1);
        return http.headers(headers -> headers.set(HttpHeaderNames.RANGE, range))
                .get()
                .uri(path(id))
                .response((response, body) -> content(id, response, body, size));
    }

    /** By itself the client cuts what it has read into pieces of 8 KiB. */
    @SuppressWarnings("deprecation") // Netty 5 never cuts it, and so cannot be told
    private static HttpResponseDecoderSpec wholeReads(HttpResponseDecoderSpec decoder) {
        return decoder.maxChunkSize(READ);
    }

    private static Flux<ByteBuffer> content(
            MediaObjectId id, HttpClientResponse response, ByteBufFlux body, long size) {
        if (status(response) == HttpResponseStatus.NOT_FOUND.code()) {
            return Flux.error(new MediaMissingException(id));
        }
        String range = response.responseHeaders().get(HttpHeaderNames.CONTENT_RANGE);
        if (status(response) != HttpResponseStatus.PARTIAL_CONTENT.code()
                || range == null
                || !range.endsWith("/" + size)) {
            return Flux.error(unexpected(response)); // replaced since, if the size is another
        }
        return body.asByteArray().map(ByteBuffer::wrap);
    }

    private static Optional<Long> size(HttpClientResponse response) {
        if (status(response) == HttpResponseStatus.NOT_FOUND.code()) {
            return Optional.empty();
        }
        if (status(response) != HttpResponseStatus.OK.code()) {
            throw unexpected(response);
        }
        String length = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null) {
            throw unexpected(response);
        }
        return Optional.of(Long.parseLong(length));
    }

    private <T> Mono<T> answer(Mono<T> exchange) {
        return exchange.timeout(limits.responseTimeout()).onErrorMap(StoreFailures::translate);
    }

    private String path(MediaObjectId id) {
        return folder + "/" + id.value();
    }

    static int status(HttpClientResponse response) {
        return response.status().code();
    }

    static RuntimeException unexpected(HttpClientResponse response) {
        return StoreFailures.unexpected("status " + status(response));
    }
}
