package io.parley.api.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Finds out which operator is calling. Operators' paths take operators' tokens and no other, and no other path takes them, so that
 * no user's token can ever open one of the former, whatever a handler forgets to ask.
 */
@Component
@EnableConfigurationProperties(OperatorProperties.class)
public final class Operators {

    private static final Logger log = LoggerFactory.getLogger(Operators.class);
    private static final PathPattern PATHS = PathPatternParser.defaultInstance.parse("/v1/operator/**");
    private static final String BEARER = "Bearer ";

    private final OperatorFile file;
    private final Clock clock;

    Operators(OperatorProperties properties, @Value("${parley.data-dir:.parley}") Path dataFolder, Clock clock) {
        this.file = new OperatorFile(properties.in(dataFolder));
        this.clock = clock;
    }

    /** Whether a request is for operators. */
    public static boolean areAsked(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return PATHS.matches(path);
    }

    /** The token of a request for operators; empty without one. */
    public static Mono<Authentication> presented(ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Mono.just(new PresentedToken(header.substring(BEARER.length()).strip()))
                : Mono.empty();
    }

    /** Whether it is one of these tokens that was presented. */
    public static boolean isPresented(Authentication presented) {
        return presented instanceof PresentedToken;
    }

    /** Who presents the token; empty if it is not good, whatever the reason. */
    public Mono<Authentication> authenticate(Authentication presented) {
        if (!(presented instanceof PresentedToken token)) {
            return Mono.empty();
        }
        return Mono.fromCallable(() -> find(token.getToken()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::justOrEmpty)
                .map(OperatorAuthentication::new);
    }

    private Optional<Operator> find(String token) {
        if (!token.startsWith(OperatorToken.PREFIX)) {
            return Optional.empty();
        }
        return entries().stream()
                .filter(entry -> OperatorToken.has(token, entry.tokenHash()))
                .filter(entry -> clock.instant().isBefore(entry.expiresAt()))
                .map(OperatorEntry::operator)
                .findFirst();
    }

    /** A file that cannot be used lets nobody in. */
    private List<OperatorEntry> entries() {
        try {
            return file.read();
        } catch (IOException e) {
            log.warn("No operator is let in: {}", e.getMessage());
            return List.of();
        }
    }
}
