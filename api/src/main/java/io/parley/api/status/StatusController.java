package io.parley.api.status;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The platform's status over HTTP. Nothing is shed yet: the level is whether the platform is ready. */
@RestController
final class StatusController implements StatusApi {

    private static final String UNKNOWN_VERSION = "development";

    private final Readiness readiness;
    private final String version;

    StatusController(Readiness readiness, ObjectProvider<BuildProperties> build) {
        this.readiness = readiness;
        BuildProperties properties = build.getIfAvailable();
        String built = properties == null ? null : properties.getVersion();
        this.version = built == null ? UNKNOWN_VERSION : built;
    }

    @GetMapping(path = "/v1/status", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<StatusBody> status() {
        return readiness.isReady().map(ready -> new StatusBody(ready ? "healthy" : "critical", List.of(), version));
    }
}
