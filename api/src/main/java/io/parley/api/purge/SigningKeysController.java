package io.parley.api.purge;

import io.parley.contract.purge.SigningKeys;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The keys that certificates are checked with, over HTTP. They are the same while a node runs. */
@RestController
final class SigningKeysController implements SigningKeysApi {

    private final SigningKeysBody keys;

    SigningKeysController(SigningKeys keys) {
        this.keys = SigningKeysBody.of(keys);
    }

    @GetMapping(path = "/v1/signing-keys", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<SigningKeysBody> signingKeys() {
        return Mono.just(keys);
    }
}
