package io.parley.api.session;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * What needs no token. Metrics are here because they are guarded by {@link LoopbackFilter} instead, until operators have
 * tokens of their own.
 *
 * <p>Spring Security's matchers could be put together to the same; but they are asked at every request, and each writes a text of
 * all that it consists of for a log in which it does not appear.
 */
final class PublicPaths implements ServerWebExchangeMatcher {

    private static final Map<HttpMethod, List<PathPattern>> OF_A_METHOD = Map.of(
            HttpMethod.POST, patterns("/v1/users", "/v1/tokens"),
            HttpMethod.GET, patterns("/v1/status"),
            HttpMethod.HEAD, patterns("/v1/status"));

    private static final List<PathPattern> OF_ANY = patterns(
            "/actuator/health",
            "/actuator/health/*",
            "/actuator/prometheus",
            "/v3/api-docs",
            "/v3/api-docs.yaml",
            "/v3/api-docs/swagger-config",
            "/swagger-ui.html",
            "/swagger-ui/**",
            "/webjars/swagger-ui/**");

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        return contain(exchange) ? MatchResult.match() : MatchResult.notMatch();
    }

    /** Whether a request needs no token. */
    static boolean contain(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return anyOf(OF_A_METHOD.getOrDefault(exchange.getRequest().getMethod(), List.of()), path)
                || anyOf(OF_ANY, path);
    }

    private static boolean anyOf(List<PathPattern> patterns, PathContainer path) {
        for (PathPattern pattern : patterns) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private static List<PathPattern> patterns(String... patterns) {
        return Arrays.stream(patterns)
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }
}
