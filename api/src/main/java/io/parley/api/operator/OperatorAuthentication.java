package io.parley.api.operator;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** An {@link Operator} whose token was good, as Spring Security carries it. Holds no token. */
final class OperatorAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Operator operator;

    OperatorAuthentication(Operator operator) {
        super(List.of());
        this.operator = operator;
        setAuthenticated(true);
    }

    Operator operator() {
        return operator;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return operator;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperatorAuthentication that && operator.equals(that.operator);
    }

    @Override
    public int hashCode() {
        return operator.hashCode();
    }
}
