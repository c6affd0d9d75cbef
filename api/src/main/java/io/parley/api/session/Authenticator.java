package io.parley.api.session;

import io.parley.api.operator.Operators;
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
 * Finds out who is calling from an access token, a stream's ticket, a link to media, or an operator's token. All that is wrong with any gives the same
 * answer. Computes only, tickets and operators aside.
 */
@Component
final class Authenticator implements ReactiveAuthenticationManager {

    private final Tokens tokens;
    private final ClosedSessionDirectory closedSessions;
    private final ObjectProvider<TicketRedeemer> tickets;
    private final Operators operators;

    Authenticator(
            Tokens tokens,
            ClosedSessionDirectory closedSessions,
            ObjectProvider<TicketRedeemer> tickets,
            Operators operators) {
        this.tokens = tokens;
        this.closedSessions = closedSessions;
        this.tickets = tickets;
        this.operators = operators;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication presented) {
        Mono<Authentication> known = Operators.isPresented(presented)
                ? operators.authenticate(presented)
                : caller(presented).map(caller -> new CallerAuthentication(open(caller)));
        return known.switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException("refused")));
    }

    private Mono<Caller> caller(Authentication presented) {
        if (presented instanceof BearerTokenAuthenticationToken bearer) {
            return Mono.fromCallable(() -> tokens.read(bearer.getToken(), TokenType.ACCESS))
                    .flatMap(Mono::justOrEmpty)
                    .map(SessionToken::caller);
        }
        if (presented instanceof LinkAuthentication link) {
            return Mono.justOrEmpty(tokens.readLink(link.token(), link.mediaId()));
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
        if (closedSessions.contains(caller)) {
            throw new InvalidBearerTokenException("refused");
        }
        return caller;
    }
}
