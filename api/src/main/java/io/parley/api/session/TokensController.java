package io.parley.api.session;

import io.parley.api.dispatch.WriteResult;
import io.parley.api.limits.RateLimits;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tokens over HTTP. */
@RestController
final class TokensController implements TokensApi {

    private final SignIns signIns;
    private final RateLimits limits;

    TokensController(SignIns signIns, RateLimits limits) {
        this.signIns = signIns;
        this.limits = limits;
    }

    @PostMapping(
            path = "/v1/tokens",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<TokenAnswer>> token(@RequestBody TokenRequest body, ServerHttpRequest request) {
        return answer(body, request)
                .map(result -> result.on(ResponseEntity.ok()).body(result.get()));
    }

    private Mono<WriteResult<TokenAnswer>> answer(TokenRequest body, ServerHttpRequest request) {
        if (body.isRefresh()) {
            return signIns.refresh(body.refresh());
        }
        TokenRequest.SignIn signIn = body.signIn();
        limits.signIn(request.getRemoteAddress());
        return signIns.signIn(signIn);
    }
}
