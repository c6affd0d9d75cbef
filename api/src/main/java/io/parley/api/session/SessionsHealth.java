package io.parley.api.session;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether this node can tell which tokens are good: until then it refuses all who bear one, and should be sent nobody. */
@Component
final class SessionsHealth extends AbstractHealthIndicator {

    private final ClosedSessionDirectory closedSessions;

    SessionsHealth(ClosedSessionDirectory closedSessions) {
        this.closedSessions = closedSessions;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (closedSessions.isComplete()) {
            builder.up();
        } else {
            builder.outOfService();
        }
    }
}
