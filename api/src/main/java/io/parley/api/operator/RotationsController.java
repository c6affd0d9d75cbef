package io.parley.api.operator;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.keys.KeyRotations;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Lets operators rotate keys. */
@RestController
final class RotationsController implements RotationsApi {

    private static final String PATH = "/v1/operator/keys/rotation";

    private final KeyRotations rotations;

    RotationsController(KeyRotations rotations) {
        this.rotations = rotations;
    }

    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<RotationBody>> rotate(Operator operator) {
        operator.intervening();
        return Mono.fromCallable(rotations::start)
                .subscribeOn(Schedulers.boundedElastic())
                .map(begun -> ResponseEntity.accepted().body(RotationBody.of(begun)));
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<RotationBody> rotation(Operator operator) {
        return Mono.fromCallable(rotations::latest)
                .subscribeOn(Schedulers.boundedElastic())
                .map(found -> found.map(RotationBody::of)
                        .orElseThrow(() -> new Rejection(ErrorCode.NOT_FOUND, "Keys were never rotated yet.")));
    }
}
