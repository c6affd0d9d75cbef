package io.parley.api.operator;

import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** A token as it was presented for an operator's path, not yet found good. */
final class PresentedToken extends BearerTokenAuthenticationToken {

    private static final long serialVersionUID = 1L;

    PresentedToken(String token) {
        super(token);
    }
}
