package io.parley.api.status;

import java.time.Duration;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Whether all that is needed to serve is there: the group {@code readiness} of the health endpoint. Anybody may ask for the
 * status, so it is looked at once a second at most, and off the event loop.
 */
@Component
final class Readiness {

    private static final String GROUP = "readiness";
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Mono<Boolean> ready;

    Readiness(HealthEndpoint health) {
        ready = Mono.fromCallable(() -> isUp(health))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorReturn(false)
                .cache(KEPT);
    }

    Mono<Boolean> isReady() {
        return ready;
    }

    private static boolean isUp(HealthEndpoint health) {
        HealthDescriptor group = health.healthForPath(GROUP);
        return group != null && Status.UP.equals(group.getStatus());
    }
}
