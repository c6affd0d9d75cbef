package io.parley.api.operator;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A token as it was presented for an operator's path, not yet found good. */
final class PresentedToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String token;

    PresentedToken(String token) {
        super(List.of());
        this.token = token;
    }

    String token() {
        return token;
    }

    @Override
    public Object getCredentials() {
        return token;
    }

    @Override
    public Object getPrincipal() {
        return "operator";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PresentedToken that && token.equals(that.token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }
}
