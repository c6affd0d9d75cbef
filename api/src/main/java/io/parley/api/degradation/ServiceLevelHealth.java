package io.parley.api.degradation;

import io.parley.contract.degradation.ServiceLevel;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * The level of service, for whoever watches health. One that is not healthy is none of the statuses that decide about a node: a load
 * balancer that took an overloaded node away would overload the others.
 */
@Component("serviceLevel")
final class ServiceLevelHealth extends AbstractHealthIndicator {

    private final Shedding shedding;

    ServiceLevelHealth(Shedding shedding) {
        this.shedding = shedding;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        ServiceLevel level = shedding.state().level();
        builder.status(level == ServiceLevel.HEALTHY ? Status.UP : new Status(level.name()))
                .withDetail("shed", shedding.state().shed());
    }
}
