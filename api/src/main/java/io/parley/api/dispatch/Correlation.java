package io.parley.api.dispatch;

import java.util.UUID;
import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The identifier that everything one request brings about shares: the metadata of its commands and events, its log lines, and
 * the {@code instance} of its problem. Always our own, never the client's, since metadata outlives content.
 */
public final class Correlation {

    private static final String KEY = Correlation.class.getName();

    private static final String NONE = "none";

    private Correlation() {}

    /** The request's identifier; {@code "none"} outside of a request. */
    public static String of(ContextView context) {
        return context.hasKey(KEY) ? context.get(KEY) : NONE;
    }

    /** The request's identifier; {@code "none"} if the request was refused before it got one. */
    public static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(KEY, NONE);
    }

    static Context begin(ServerWebExchange exchange, UUID id) {
        exchange.getAttributes().put(KEY, id.toString());
        return Context.of(KEY, id.toString());
    }
}
