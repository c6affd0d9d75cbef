package io.parley.api.operator;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.MediaChecks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lets operators compare the store of media with the log. */
@RestController
final class MediaChecksController implements MediaChecksApi {

    private static final String PATH = "/v1/operator/media/check";

    private final MediaChecks checks;

    MediaChecksController(MediaChecks checks) {
        this.checks = checks;
    }

    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<ResponseEntity<MediaCheckBody>> check(
            @RequestParam(required = false) @Nullable String mend, Operator operator) {
        operator.intervening();
        boolean mending = mending(mend);
        return Mono.fromSupplier(() -> ResponseEntity.accepted().body(MediaCheckBody.of(checks.start(mending))));
    }

    private static boolean mending(@Nullable String mend) {
        if (mend == null || mend.equals("false")) {
            return false;
        }
        if (mend.equals("true")) {
            return true;
        }
        throw Rejection.invalid("mend", "must be true or false");
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<MediaCheckBody> latest(Operator operator) {
        return Mono.fromSupplier(() -> checks.latest()
                .map(MediaCheckBody::of)
                .orElseThrow(() ->
                        new Rejection(ErrorCode.NOT_FOUND, "No check was begun on this node since it was started.")));
    }
}
