package io.parley.infra.media;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether media can be stored and read. A store that is away makes a node {@code DEGRADED}, not {@code DOWN}: text goes on, and a
 * load balancer that took the node away would take that too. That status is none of those that decide about a node as a whole.
 */
final class MediaHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "media can be neither stored nor read");

    private final MediaWatch watch;

    MediaHealth(MediaWatch watch) {
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Boolean well = watch.isWell();
        if (well == null) {
            builder.unknown();
        } else {
            builder.status(well ? Status.UP : DEGRADED);
        }
    }
}
