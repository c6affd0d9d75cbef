package io.parley.api.session;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who is calling: the authenticated user and the session that is used. Controllers take it as a parameter.
 *
 * @param userId the user
 * @param deviceId the session
 */
public record Caller(UserId userId, DeviceId deviceId) {

    /** Who is calling; empty on public paths. */
    public static Mono<Caller> of(ServerWebExchange exchange) {
        return exchange.getPrincipal().ofType(CallerAuthentication.class).map(CallerAuthentication::caller);
    }
}
