package io.parley.api.session;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * What needs no token. Metrics are here because they are guarded by {@link LoopbackFilter} instead, until operators have
 * tokens of their own.
 */
final class PublicPaths {

    private PublicPaths() {}

    static ServerWebExchangeMatcher matcher() {
        return new OrServerWebExchangeMatcher(
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/v1/users", "/v1/tokens"),
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.GET, "/v1/status"),
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.HEAD, "/v1/status"),
                ServerWebExchangeMatchers.pathMatchers(
                        "/actuator/health", "/actuator/health/*", "/actuator/prometheus"),
                ServerWebExchangeMatchers.pathMatchers(
                        "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config"),
                ServerWebExchangeMatchers.pathMatchers("/swagger-ui.html", "/swagger-ui/**", "/webjars/swagger-ui/**"));
    }
}
