package io.parley.api.media;

import io.parley.api.dispatch.Correlation;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.limits.ClientPace;
import io.parley.api.limits.MediaLimits;
import io.parley.api.limits.Slots;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMediaStore;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaUnreadableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is in the store, as a stream that goes as fast as its reader: little is read before the connection has room for it.
 * What cannot be read is found out before the answer begins where it can be; after that the connection is cut, so that nobody takes
 * a part for the whole.
 */
@Component
final class Downloads {

    private static final Logger log = LoggerFactory.getLogger(Downloads.class);

    /** Nothing that is sent may run anything in a browser, nor be asked about anew only when it has grown old. */
    private static final String NOTHING_RUNS = "default-src 'none'; sandbox";

    private static final String OWN_CACHE = "private, no-cache";

    private final EncryptedMediaStore store;
    private final MediaLimits limits;
    private final Slots slots;
    private final MediaRate rate;
    private final RandomIds ids;

    Downloads(EncryptedMediaStore store, MediaLimits limits, MediaRate rate, RandomIds ids) {
        this.store = store;
        this.limits = limits;
        this.slots = new Slots(limits.downloads(), "downloads");
        this.rate = rate;
        this.ids = ids;
    }

    /** Answers a request for it, or fails before anything was answered. */
    Mono<Void> send(Representation wanted, ServerWebExchange exchange) {
        Conditions conditions = new Conditions(exchange.getRequest().getHeaders(), wanted.tag());
        ServerHttpResponse response = exchange.getResponse();
        conditions.requireMatch();
        if (conditions.isKnown()) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            announce(wanted, response.getHeaders());
            return response.setComplete();
        }
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            return find(wanted, ByteRange.all()).flatMap(found -> headersOnly(wanted, response));
        }
        List<ByteRange> ranges = ranges(wanted, conditions, exchange);
        return slots.within(find(wanted, ranges).flatMap(found -> send(wanted, ranges, found, exchange)));
    }

    private List<ByteRange> ranges(Representation wanted, Conditions conditions, ServerWebExchange exchange) {
        if (!conditions.isRangeOfThis()) {
            return List.of();
        }
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.RANGE);
        return RangeHeader.read(header, wanted.size(), limits.ranges()).orElse(List.of());
    }

    private Mono<List<MediaSlice>> find(Representation wanted, List<ByteRange> ranges) {
        return Flux.fromIterable(ranges.isEmpty() ? List.of(ByteRange.all()) : ranges)
                .concatMap(range -> find(wanted, range))
                .collectList();
    }

    private Mono<MediaSlice> find(Representation wanted, ByteRange range) {
        return Mono.fromFuture(() -> store.get(wanted.object(), range).toCompletableFuture())
                .map(found -> whole(wanted, found));
    }

    private static MediaSlice whole(Representation wanted, Optional<MediaSlice> found) {
        if (found.isEmpty()) {
            log.error(
                    "The object {} is not in the store, though nothing says that it was to go",
                    wanted.object().id());
            throw MediaPaths.notFound();
        }
        if (found.get().size() != wanted.size()) {
            throw new MediaUnreadableException(wanted.object().id(), null);
        }
        return found.get();
    }

    private static Mono<Void> headersOnly(Representation wanted, ServerHttpResponse response) {
        announce(wanted, response.getHeaders());
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, wanted.contentType());
        response.getHeaders().setContentLength(wanted.size());
        return response.setComplete();
    }

    private Mono<Void> send(
            Representation wanted, List<ByteRange> ranges, List<MediaSlice> found, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        announce(wanted, headers);
        List<Flux<ByteBuffer>> bytes = found.stream()
                .map(slice -> JdkFlowAdapter.flowPublisherToFlux(slice.bytes()))
                .toList();
        if (ranges.size() > 1) {
            Parts parts = new Parts(
                    ranges, wanted.contentType(), wanted.size(), ids.next().toString());
            response.setStatusCode(HttpStatus.PARTIAL_CONTENT);
            headers.set(HttpHeaders.CONTENT_TYPE, parts.type());
            headers.setContentLength(parts.length());
            return write(parts.over(bytes), exchange);
        }
        headers.set(HttpHeaders.CONTENT_TYPE, wanted.contentType());
        headers.setContentLength(found.get(0).length());
        if (!ranges.isEmpty()) {
            response.setStatusCode(HttpStatus.PARTIAL_CONTENT);
            headers.set(HttpHeaders.CONTENT_RANGE, Parts.contentRange(ranges.get(0), wanted.size()));
        }
        return write(bytes.get(0), exchange);
    }

    /** The server by itself would ask for 128 buffers ahead, for each reader however slow. */
    private Mono<Void> write(Flux<ByteBuffer> bytes, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        ClientPace pace = ClientPace.of(response);
        return response.writeWith(pace.paced(rate.within(bytes), limits.stall()).map(response.bufferFactory()::wrap))
                .onErrorResume(failure -> failed(failure, exchange, pace));
    }

    private static Mono<Void> failed(Throwable failure, ServerWebExchange exchange, ClientPace pace) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            log.warn("The download of request {} broke off: {}", Correlation.of(exchange), failure.getClass());
            return pace.cut();
        }
        response.setStatusCode(null);
        List.of(HttpHeaders.ETAG, HttpHeaders.ACCEPT_RANGES, HttpHeaders.CACHE_CONTROL, HttpHeaders.CONTENT_RANGE)
                .forEach(response.getHeaders()::remove);
        return Mono.error(failure);
    }

    private static void announce(Representation wanted, HttpHeaders headers) {
        headers.set(HttpHeaders.ETAG, wanted.tag().formattedTag());
        headers.set(HttpHeaders.CACHE_CONTROL, OWN_CACHE);
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.set(HttpHeaders.CONTENT_DISPOSITION, wanted.disposition());
        headers.set("Content-Security-Policy", NOTHING_RUNS);
    }
}
