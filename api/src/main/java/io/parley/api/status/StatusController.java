package io.parley.api.status;

import io.parley.api.degradation.Shedding;
import io.parley.contract.degradation.ServiceLevel;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The status of the node that answers. One that is not ready serves nobody, which is as bad as can be. */
@RestController
final class StatusController implements StatusApi {

    private final Readiness readiness;
    private final Shedding shedding;
    private final PlatformVersion version;

    StatusController(Readiness readiness, Shedding shedding, PlatformVersion version) {
        this.readiness = readiness;
        this.shedding = shedding;
        this.version = version;
    }

    @GetMapping(path = "/v1/status", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<StatusBody> status() {
        return readiness.isReady().map(this::body);
    }

    private StatusBody body(boolean ready) {
        Shedding.State state = shedding.state();
        ServiceLevel level = ready ? state.level() : ServiceLevel.CRITICAL;
        return new StatusBody(level.word(), state.words(), version.number());
    }
}
