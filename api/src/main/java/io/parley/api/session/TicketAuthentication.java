package io.parley.api.session;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A stream's ticket as presented, not yet redeemed. */
final class TicketAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String ticket;

    TicketAuthentication(String ticket) {
        super(List.of());
        this.ticket = ticket;
    }

    String ticket() {
        return ticket;
    }

    @Override
    public Object getCredentials() {
        return ticket;
    }

    @Override
    public Object getPrincipal() {
        return "ticket";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TicketAuthentication that && ticket.equals(that.ticket);
    }

    @Override
    public int hashCode() {
        return ticket.hashCode();
    }
}
