package io.parley.api.session;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds out who is calling from an access token, or from a stream's ticket. All that is wrong with either gives the same
 * answer. Computes only, tickets aside.
 */
@Component
final class Authenticator implements ReactiveAuthenticationManager {

    private final Tokens tokens;
    private final ClosedSessionDirectory closedSessions;
    private final ObjectProvider<TicketRedeemer> tickets;

    Authenticator(Tokens tokens, ClosedSessionDirectory closedSessions, ObjectProvider<TicketRedeemer> tickets) {
        this.tokens = tokens;
        this.closedSessions = closedSessions;
        this.tickets = tickets;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication presented) {
        return caller(presented)
                .switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException("refused")))
                .map(caller -> new CallerAuthentication(open(caller)));
    }

    private Mono<Caller> caller(Authentication presented) {
        if (presented instanceof BearerTokenAuthenticationToken bearer) {
            return Mono.fromCallable(() -> tokens.read(bearer.getToken(), TokenType.ACCESS))
                    .flatMap(Mono::justOrEmpty)
                    .map(SessionToken::caller);
        }
        if (presented instanceof TicketAuthentication ticket) {
            return Flux.fromStream(tickets::stream)
                    .concatMap(redeemer -> redeemer.redeem(ticket.ticket()))
                    .next();
        }
        return Mono.empty();
    }

    private Caller open(Caller caller) {
        if (!closedSessions.isComplete()) {
            throw new Rejection(ErrorCode.UNAVAILABLE, "The platform is starting; try again soon.");
        }
        if (closedSessions.contains(caller.deviceId())) {
            throw new InvalidBearerTokenException("refused");
        }
        return caller;
    }
}
