package io.parley.api.events;

import io.parley.api.session.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The stream of a user's events. Blocks are written as they are, past the framework's own encoder. */
@RestController
class EventsController implements EventsApi {

    /** The stream's path. */
    static final String PATH = "/v1/events";

    private final Starts starts;
    private final Admittance admittance;
    private final StreamGateway gateway;

    EventsController(Starts starts, Admittance admittance, StreamGateway gateway) {
        this.starts = starts;
        this.admittance = admittance;
        this.gateway = gateway;
    }

    @Override
    @GetMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public Mono<Void> events(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
            @RequestParam(name = "lastEventId", required = false) @Nullable String parameter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        String lastEventId = header != null && !header.isBlank() ? header : parameter;
        return starts.of(lastEventId)
                .flatMap(start -> HttpMethod.HEAD.equals(request.getMethod())
                        ? headersOnly(response)
                        : stream(caller, start, response));
    }

    /** A stream without its body would never end. */
    private static Mono<Void> headersOnly(ServerHttpResponse response) {
        announce(response);
        return response.setComplete();
    }

    private Mono<Void> stream(Caller caller, Start start, ServerHttpResponse response) {
        return admittance
                .turn()
                .then(Mono.using(
                        () -> gateway.open(caller, start, new HangUp(response)),
                        open -> {
                            announce(response);
                            return response.writeAndFlushWith(open.body(response.bufferFactory()));
                        },
                        gateway::release));
    }

    /** Proxies are asked neither to keep nor to hold back anything. */
    private static void announce(ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.setCacheControl(CacheControl.noStore());
        headers.set("X-Accel-Buffering", "no");
    }
}
