package io.parley.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * By how much the node's clock is wrong, as when somebody has set the machine's. Every {@link Clock} that is a bean goes by it, and so do
 * the timestamps that Axon gives to events; the database's clock does not. Thread-safe.
 */
final class ClockSteps implements BeanPostProcessor {

    private volatile Duration offset = Duration.ZERO;

    /** Sets the clock, forward or back, from where it is. */
    synchronized void step(Duration by) {
        offset = offset.plus(by);
        GenericEventMessage.clock = of(Clock.systemUTC());
        Faults.LOG.warn("Fault: the clock is wrong by {} now", offset);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof Clock clock ? of(clock) : bean;
    }

    Clock of(Clock right) {
        return new Stepping(right);
    }

    private final class Stepping extends Clock {

        private final Clock right;

        private Stepping(Clock right) {
            this.right = right;
        }

        @Override
        public Instant instant() {
            return right.instant().plus(offset);
        }

        @Override
        public ZoneId getZone() {
            return right.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Stepping(right.withZone(zone));
        }
    }
}
