package io.parley.api.session;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds out who is calling from an access token, or from a stream's ticket. All that is wrong with either gives the same
 * answer. Computes only.
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
        return Mono.fromCallable(() -> new CallerAuthentication(open(caller(presented))));
    }

    private Caller caller(Authentication presented) {
        Optional<Caller> caller = Optional.empty();
        if (presented instanceof BearerTokenAuthenticationToken bearer) {
            caller = tokens.read(bearer.getToken(), TokenType.ACCESS).map(SessionToken::caller);
        } else if (presented instanceof TicketAuthentication ticket) {
            caller = tickets.stream()
                    .flatMap(redeemer -> redeemer.redeem(ticket.ticket()).stream())
                    .findFirst();
        }
        return caller.orElseThrow(() -> new InvalidBearerTokenException("refused"));
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
