package io.parley.api.degradation;

import io.parley.contract.degradation.ServiceLevel;

/**
 * Decides on the level of service from pressure over time. It falls soon and rises slowly: falling wrongly costs what matters least,
 * rising wrongly costs a second fall. It rises one level at a time. Not safe for use by several threads; knows no clock.
 */
final class LevelMachine {

    private final DegradationProperties properties;
    private ServiceLevel level = ServiceLevel.HEALTHY;
    private long since;
    private long pressedSince = -1;
    private long calmSince = -1;

    LevelMachine(DegradationProperties properties, long now) {
        this.properties = properties;
        this.since = now;
    }

    ServiceLevel level() {
        return level;
    }

    /**
     * Takes in what was read.
     *
     * @param pressure the pressure
     * @param now the time in nanoseconds, of a clock that never goes back
     */
    ServiceLevel step(double pressure, long now) {
        pressedSince = pressure < 1 ? -1 : begun(pressedSince, now);
        calmSince = pressure >= properties.calm() ? -1 : begun(calmSince, now);
        if (pressedSince >= 0 && now - pressedSince >= properties.fallAfter().toNanos()) {
            fall(pressure, now);
        } else if (calmSince >= 0
                && now - calmSince >= properties.calmFor().toNanos()
                && now - since >= properties.dwell().toNanos()) {
            rise(now);
        }
        return level;
    }

    private static long begun(long since, long now) {
        return since < 0 ? now : since;
    }

    /** To critical only if it is still very much when work has been given up for a moment. */
    private void fall(double pressure, long now) {
        if (level == ServiceLevel.HEALTHY) {
            enter(ServiceLevel.DEGRADED, now);
        } else if (level == ServiceLevel.DEGRADED
                && pressure >= properties.critical()
                && now - since >= properties.fallAfter().toNanos()) {
            enter(ServiceLevel.CRITICAL, now);
        }
    }

    private void rise(long now) {
        if (level != ServiceLevel.HEALTHY) {
            enter(ServiceLevel.values()[level.ordinal() - 1], now);
        }
    }

    private void enter(ServiceLevel next, long now) {
        level = next;
        since = now;
        calmSince = -1;
        pressedSince = -1;
    }
}
