package io.parley.api.status;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The platform's status over HTTP. Nothing is shed yet: the level is whether the platform is ready. */
@RestController
final class StatusController implements StatusApi {

    private final Readiness readiness;
    private final PlatformVersion version;

    StatusController(Readiness readiness, PlatformVersion version) {
        this.readiness = readiness;
        this.version = version;
    }

    @GetMapping(path = "/v1/status", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<StatusBody> status() {
        return readiness
                .isReady()
                .map(ready -> new StatusBody(ready ? "healthy" : "critical", List.of(), version.number()));
    }
}
