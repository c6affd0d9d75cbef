package io.parley.app;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Waits until a node that has started is ready: after it was killed, its read models are its own again only when their claims have run
 * out. What lies with other nodes may take longer than anybody wants to look on.
 */
final class ReadyWait {

    private static final String GROUP = "readiness";
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 25;

    private ReadyWait() {}

    /** Whether it has become ready while one waited. */
    static boolean isReady(ConfigurableApplicationContext context) {
        HealthEndpoint health = context.getBean(HealthEndpoint.class);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        boolean ready = isUp(health);
        while (!ready && context.isActive() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            ready = isUp(health);
        }
        return ready;
    }

    private static boolean isUp(HealthEndpoint health) {
        HealthDescriptor group = health.healthForPath(GROUP);
        return group != null
                && !Status.DOWN.equals(group.getStatus())
                && !Status.OUT_OF_SERVICE.equals(group.getStatus());
    }
}
